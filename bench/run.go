package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"motcua/clock"
)

// run measures everything, or is a child that serves one side of a comparison.
func run(args []string) error {
	if len(args) > 0 && args[0] == "child" {
		return child(args[1:])
	}
	quick := len(args) > 0 && args[0] == "quick"
	only := ""
	if len(args) > 1 {
		only = args[1]
	}
	b := &bench{seconds: 6, repeats: 3, out: os.Stdout}
	if quick {
		b.seconds, b.repeats = 2, 1
	}
	if n, err := strconv.Atoi(os.Getenv("MOTCUA_BENCH_SECONDS")); err == nil {
		b.seconds = n
	}
	fmt.Fprintf(b.out, "Một Cửa bench, %s, %d × %d s each; others' load: %s\n", clock.Wall().Now().Format("2006-01-02 15:04"), b.repeats, b.seconds, load())
	for _, part := range []struct {
		name string
		do   func() error
	}{{"cases", b.cases}, {"ledger", b.ledger}, {"fsyncs", b.fsyncs}, {"engines", b.transactions}, {"pages", b.pages}, {"catalogue", b.catalogue}, {"arithmetic", b.arithmetic}} {
		if only != "" && only != part.name {
			continue
		}
		if err := part.do(); err != nil {
			return err
		}
	}
	return nil
}

func load() string {
	data, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(data))[:3], " ")
}

// server is a child process that serves one side.
type server struct {
	cmd *exec.Cmd
	url string
	dir string
}

// start runs this program again as a child; wrap goes in front (strace).
func start(wrap []string, kind string, args ...string) (*server, error) {
	dir, err := os.MkdirTemp("", "motcua-bench-")
	if err != nil {
		return nil, err
	}
	line := append(append([]string{}, wrap...), os.Args[0], "child", kind, dir)
	cmd := exec.Command(line[0], append(line[1:], args...)...)
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // strace and its child are told together
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd, dir: dir}
	r := bufio.NewReader(out)
	for {
		text, err := r.ReadString('\n')
		if err != nil {
			return nil, errors.Join(fmt.Errorf("child %s ended before it served", kind), cmd.Wait())
		}
		if url, ok := strings.CutPrefix(strings.TrimSpace(text), "serving "); ok {
			s.url = url
			go func() { // nothing more is expected, but the pipe must not fill
				for err == nil {
					_, err = r.ReadString('\n')
				}
			}()
			return s, nil
		}
	}
}

func (s *server) stop() {
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGINT)
	done := make(chan struct{})
	go func() { _ = s.cmd.Wait(); close(done) }()
	if !clock.Sleep(done, 15*time.Second) {
		os.RemoveAll(s.dir)
		return
	}
	_ = syscall.Kill(-s.cmd.Process.Pid, syscall.SIGKILL)
	<-done
	os.RemoveAll(s.dir)
}

// pid of the serving process: the child of strace when there is one.
func (s *server) pid() int { return s.cmd.Process.Pid }

// memory is the peak resident set of the process, MiB.
func (s *server) memory() float64 {
	data, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(s.pid()), "status"))
	if err != nil {
		return 0
	}
	for _, line := range strings.Split(string(data), "\n") {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}

// cpu is what the process has used, seconds.
func (s *server) cpu() float64 {
	data, err := os.ReadFile(filepath.Join("/proc", fmt.Sprint(s.pid()), "stat"))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
	var user, system float64
	fmt.Sscan(fields[11], &user)
	fmt.Sscan(fields[12], &system)
	return (user + system) / 100
}
