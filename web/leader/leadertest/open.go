package leadertest

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"testing"

	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/report"
	"motcua/web/hall/halltest"
	"motcua/web/leader"
	"motcua/web/page"
)

// FiveDays is a procedure of five working days: Thủ tục đăng ký lại kết hôn.
const FiveDays = "1.004746"

// House is a city with the pages of its leaders.
type House struct{ *halltest.House }

// Open serves the leader's pages, and what more a test needs beside them.
func Open(t testing.TB, more ...halltest.Mount) House {
	t.Helper()
	x := House{halltest.Open(t, append(more, halltest.Mount{Audience: page.Official, Routes: leader.Routes})...)}
	x.Log.Follow(report.Follower())
	return x
}

// Head is a browser of the head of the ward.
func (x House) Head() *http.Client { return x.As(x.Who("head", x.Ward)) }

// Now is a dossier as it stands by now.
func (x House) Now(d dossier.Dossier) dossier.Dossier {
	x.T.Helper()
	d, err := x.Dossiers.Open(context.Background(), dossiertest.Key(d))
	if err != nil {
		x.T.Fatal(err)
	}
	return d
}

// Kept gives the bytes of the file of a dossier that stands for a paper.
func (x House) Kept(d dossier.Dossier, as string) (hash string, raw []byte, n int) {
	x.T.Helper()
	files, err := x.Hall.Papers.Of(context.Background(), d.ID)
	if err != nil {
		x.T.Fatal(err)
	}
	for _, f := range files {
		if f.Paper != as {
			continue
		}
		c, err := x.Hall.Papers.Blobs.Open(context.Background(), f.Hash)
		if err != nil {
			x.T.Fatal(err)
		}
		if raw, err = io.ReadAll(c); err != nil {
			x.T.Fatal(err)
		}
		c.Close()
		hash = f.Hash
		n++
	}
	return hash, raw, n
}

// LetterForm is a letter as a head fills it in, promising Friday 21 June 2019.
func LetterForm(do, version string) url.Values {
	return url.Values{"do": {do}, "version": {version}, "cause": {"A1"}, "why": {"Người thụ lý nghỉ ốm trong tuần, chưa kịp bàn giao hồ sơ."}, "status": {"Đã thẩm định, đang trình ký"},
		"new_date-day": {"21"}, "new_date-month": {"6"}, "new_date-year": {"2019"}, "channels": {"letter", "sms"}}
}
