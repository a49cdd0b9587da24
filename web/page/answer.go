package page

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"runtime/debug"
	"strconv"
	"time"

	"motcua/refusal"
)

// statuses of the kinds of refusal; the sentence is for the person, the status for
// the machine in between.
var statuses = map[refusal.Kind]int{
	refusal.KindRule:      http.StatusUnprocessableEntity,
	refusal.KindInvalid:   http.StatusUnprocessableEntity,
	refusal.KindMissing:   http.StatusNotFound,
	refusal.KindForbidden: http.StatusForbidden,
	refusal.KindConflict:  http.StatusConflict,
	refusal.KindBusy:      http.StatusServiceUnavailable,
	refusal.KindTooMany:   http.StatusTooManyRequests,
}

var headings = map[refusal.Kind]string{
	refusal.KindRule:      "Chưa thực hiện được",
	refusal.KindInvalid:   "Chưa thực hiện được",
	refusal.KindMissing:   "Không tìm thấy",
	refusal.KindForbidden: "Không có quyền thực hiện việc này",
	refusal.KindConflict:  "Hồ sơ vừa được người khác cập nhật",
	refusal.KindBusy:      "Xin quay lại sau ít phút",
	refusal.KindTooMany:   "Xin quay lại sau ít phút",
}

// StatusOf is the HTTP status of an error: that of its refusal, else 500.
func StatusOf(err error) int {
	if no, ok := refusal.As(err); ok {
		return statuses[no.Kind]
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusInternalServerError
}

// Answer ends a request that failed. A refusal is shown with its sentence; whatever
// else is logged whole under a number, and the person sees a calm page with it.
// Refusals of a form's field are better shown by the form itself (Problems.Refused).
func Answer(w http.ResponseWriter, r *http.Request, f Frame, err error) {
	if no, ok := refusal.As(err); ok {
		if no.Kind == refusal.KindBusy || no.Kind == refusal.KindTooMany {
			w.Header().Set("Retry-After", strconv.Itoa(int(max(no.After, time.Minute)/time.Second)))
		}
		f.Title = headings[no.Kind]
		Render(w, r, statuses[no.Kind], In(f, refusedPage(f, *no)))
		return
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		f.Title = "Tệp gửi lên quá lớn"
		no := refusal.Refusal{Sentence: fmt.Sprintf("Một lần gửi được nhiều nhất %s.", Size(tooLarge.Limit))}
		Render(w, r, http.StatusRequestEntityTooLarge, In(f, refusedPage(f, no)))
		return
	}
	number := note(r, err)
	f.Title = "Hệ thống gặp trục trặc"
	Render(w, r, http.StatusInternalServerError, In(f, troublePage(number)))
}

// note logs an error with the number the person will read out on the phone.
func note(r *http.Request, err error, more ...any) string {
	a := from(r.Context())
	if a == nil || a.opts.Number == nil || a.opts.Log == nil {
		return ""
	}
	number := a.opts.Number()
	args := append([]any{"number", number, "method", r.Method, "path", place(r), "error", err.Error()}, more...)
	a.opts.Log.ErrorContext(r.Context(), "page failed", args...)
	return number
}

var opening = regexp.MustCompile(`[0-9a-fA-F]{32,}`)

// place is the address of a request for the log. Tokens open things to whoever holds
// them and are left out.
func place(r *http.Request) string { return opening.ReplaceAllString(r.URL.Path, "…") }

// fail is the answer that needs no template: it is used when drawing itself failed.
func fail(w http.ResponseWriter, r *http.Request, err error) {
	number := note(r, err)
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "Hệ thống gặp trục trặc. Xin thử lại sau ít phút. Số ghi nhận: "+number, http.StatusInternalServerError)
}

// rescue turns a panic into the calm page. A handler that stopped on purpose
// (http.ErrAbortHandler) is let go.
func rescue(w http.ResponseWriter, r *http.Request) {
	v := recover()
	if v == nil {
		return
	}
	if err, ok := v.(error); ok && errors.Is(err, http.ErrAbortHandler) {
		panic(v)
	}
	number := note(r, fmt.Errorf("panic: %v", v), "stack", string(debug.Stack()))
	f := NewFrame(r, Citizen, "Hệ thống gặp trục trặc")
	Render(w, r, http.StatusInternalServerError, In(f, troublePage(number)))
}

// NotFound is the answer for an address nobody owns.
func NotFound(f func(*http.Request) Frame) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Answer(w, r, f(r), refusal.Missing("Địa chỉ này không có trang nào. Xin kiểm tra lại đường dẫn hoặc mã hồ sơ."))
	})
}
