package paper

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	_ "image/jpeg" // dimensions only
	_ "image/png"  // dimensions only
	"io"
)

// Images are walked, not decoded: a picture of 120 megapixels would take half a
// gigabyte of memory.

var errBroken = errors.New("broken image")

func (f file) dimensions(w, h int64) error {
	if w <= 0 || h <= 0 {
		return errBroken
	}
	if w > maxSide || h > maxSide || w*h > maxPixels {
		return bad("Ảnh “%s” có kích thước %d × %d điểm, lớn bất thường. Hãy chụp hoặc quét lại ở 300 dpi rồi gửi lại.", f.name, w, h)
	}
	return nil
}

func (f file) config(kind Kind) (image.Config, error) {
	c, _, err := image.DecodeConfig(bufio.NewReader(io.NewSectionReader(f.r, 0, f.r.Size())))
	if err != nil {
		return c, f.damaged(kind)
	}
	return c, f.fault(f.dimensions(int64(c.Width), int64(c.Height)), kind)
}

func (f file) checkJPEG() error {
	if _, err := f.config(JPEG); err != nil {
		return err
	}
	return f.fault(walkJPEG(bufio.NewReaderSize(f.r, 64<<10)), JPEG)
}

// walkJPEG follows the segments to the end-of-image marker. A photo that was cut
// off has none; the thumbnail's own marker lies inside a segment and is skipped.
func walkJPEG(r *bufio.Reader) error {
	if b, err := r.Peek(2); err != nil || b[0] != 0xFF || b[1] != 0xD8 {
		return errBroken
	}
	_, _ = r.Discard(2)
	scanned := false
	for {
		marker, err := nextMarker(r, scanned)
		if err != nil {
			return err
		}
		switch {
		case marker == 0xD9:
			if !scanned {
				return errBroken
			}
			return nil
		case marker >= 0xD0 && marker <= 0xD8, marker == 0x01:
			continue // markers without length
		}
		var length [2]byte
		if _, err := io.ReadFull(r, length[:]); err != nil {
			return err
		}
		n := int(binary.BigEndian.Uint16(length[:])) - 2
		if n < 0 {
			return errBroken
		}
		if _, err := r.Discard(n); err != nil {
			return err
		}
		scanned = scanned || marker == 0xDA
	}
}

// nextMarker reads to the next marker. Between segments nothing but fill bytes
// may stand; after a scan begins, compressed data is passed over.
func nextMarker(r *bufio.Reader, inScan bool) (byte, error) {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return 0, err
		}
		if b != 0xFF {
			if inScan {
				continue
			}
			return 0, errBroken
		}
		for b == 0xFF {
			if b, err = r.ReadByte(); err != nil {
				return 0, err
			}
		}
		if b != 0x00 { // FF00 is a stuffed data byte
			return b, nil
		}
	}
}

func (f file) checkPNG() error {
	c, err := f.config(PNG)
	if err != nil {
		return err
	}
	p := &pngChunks{r: bufio.NewReaderSize(f.r, 64<<10)}
	return f.fault(p.check(int64(c.Width), int64(c.Height)), PNG)
}

// pngChunks reads a PNG chunk by chunk; as an io.Reader it is the joined IDAT.
type pngChunks struct {
	r    *bufio.Reader
	left uint32 // bytes left in the current chunk
	name [4]byte
	sum  uint32
}

func (p *pngChunks) check(w, h int64) error {
	if _, err := p.r.Discard(8); err != nil {
		return err
	}
	for p.name != [4]byte{'I', 'D', 'A', 'T'} {
		if err := p.next(); err != nil {
			return err
		}
		if p.name == [4]byte{'I', 'E', 'N', 'D'} {
			return errBroken
		}
	}
	z, err := zlib.NewReader(p)
	if err != nil {
		return err
	}
	// 8 bytes a pixel is the deepest PNG; each line has a filter byte, and an
	// interlaced picture has at most twice the lines.
	limit := (w*8 + 1) * h * 2
	n, err := io.Copy(io.Discard, io.LimitReader(z, limit+1))
	if err != nil {
		return err
	}
	if n > limit || n < h {
		return errBroken
	}
	for p.name != [4]byte{'I', 'E', 'N', 'D'} {
		if err := p.next(); err != nil {
			return err
		}
	}
	return nil
}

// next skips what is left, checks the sum and opens the following chunk.
func (p *pngChunks) next() error {
	if p.name != [4]byte{} {
		if err := p.finish(); err != nil {
			return err
		}
	}
	var head [8]byte
	if _, err := io.ReadFull(p.r, head[:]); err != nil {
		return err
	}
	p.left = binary.BigEndian.Uint32(head[:4])
	copy(p.name[:], head[4:])
	p.sum = crc32.ChecksumIEEE(head[4:])
	return nil
}

func (p *pngChunks) finish() error {
	buf := make([]byte, 4096)
	for p.left > 0 {
		if _, err := p.take(buf); err != nil {
			return err
		}
	}
	var want [4]byte
	if _, err := io.ReadFull(p.r, want[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(want[:]) != p.sum {
		return errBroken
	}
	return nil
}

func (p *pngChunks) take(buf []byte) (int, error) {
	n, err := p.r.Read(buf[:min(len(buf), int(p.left))])
	p.sum = crc32.Update(p.sum, crc32.IEEETable, buf[:n])
	p.left -= uint32(n)
	if n == 0 && err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if n > 0 {
		err = nil
	}
	return n, err
}

func (p *pngChunks) Read(buf []byte) (int, error) {
	for p.left == 0 {
		if err := p.next(); err != nil {
			return 0, err
		}
		if p.name != [4]byte{'I', 'D', 'A', 'T'} {
			return 0, io.EOF
		}
	}
	return p.take(buf)
}

const maxMeta = 1 << 20

// checkHEIC walks the boxes: they must end where the file ends, and the picture
// properties (ispe) must be of a sane size.
func (f file) checkHEIC() error {
	var at int64
	meta := false
	for at < f.r.Size() {
		head := f.piece(at, 16)
		if len(head) < 8 {
			return f.damaged(HEIC)
		}
		n, start := int64(binary.BigEndian.Uint32(head)), int64(8)
		switch {
		case n == 0: // to the end of the file
			n = f.r.Size() - at
		case n == 1 && len(head) == 16:
			n, start = int64(binary.BigEndian.Uint64(head[8:])), 16
		}
		if n < start || n > f.r.Size()-at {
			return f.damaged(HEIC)
		}
		if string(head[4:8]) == "meta" {
			meta = true
			if n > maxMeta {
				return f.damaged(HEIC)
			}
			if err := f.heicSizes(f.piece(at, int(n))); err != nil {
				return f.fault(err, HEIC)
			}
		}
		at += n
	}
	if !meta {
		return f.damaged(HEIC)
	}
	return nil
}

func (f file) heicSizes(meta []byte) error {
	found := false
	for {
		i := bytes.Index(meta, []byte("ispe"))
		if i < 0 {
			break
		}
		meta = meta[i+4:]
		if len(meta) < 12 {
			return errBroken
		}
		w, h := binary.BigEndian.Uint32(meta[4:]), binary.BigEndian.Uint32(meta[8:])
		if err := f.dimensions(int64(w), int64(h)); err != nil {
			return err
		}
		found = true
	}
	if !found {
		return errBroken
	}
	return nil
}
