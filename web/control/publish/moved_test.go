package publish_test

import (
	"context"
	"net/url"
	"testing"

	"motcua/publication"
)

// KS-5: a date that moves on the watch-list reaches the file in preparation: it is neither
// submitted nor accepted nor signed with the old one, the refusal says which date moved, and
// a draft takes the new one by a button.
func TestKS_5_AMovedDateReachesTheFileInPreparation(t *testing.T) {
	x := open(t)
	moves := func(day, month string) {
		t.Helper()
		x.does(x.check, "/control/publish/texts", legal("state", "new", "effect-day", day, "effect-month", month), 200, "Đã ghi văn bản")
	}
	moves("1", "7")
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {"1.004746"}}, 200, "hết hiệu lực khi quyết định")

	moves("1", "9")
	x.sees(x.officer, file, "có hiệu lực từ ngày 01/9/2019", "ghi ngày 01/7/2019", file+"/redate")
	x.does(x.head, file+"/submit", x.read(x.head, file), 422, "có hiệu lực từ ngày 01/9/2019")
	x.does(x.officer, file+"/redate", x.read(x.officer, file), 200, "Chậm nhất thứ Ba, 27/8/2019")
	x.does(x.officer, file+"/redate", x.read(x.head, file), 422, "không ngày nào đổi")
	x.submits(file)

	moves("1", "8")
	x.checks(file, url.Values{"do": {"accept"}}, 422, "Trả lại đơn vị soạn")
	x.checks(file, url.Values{"do": {"back"}, "remark": {"Cập nhật ngày có hiệu lực"}}, 200, "Đã trả lại")
	x.does(x.officer, file+"/redate", x.read(x.officer, file), 200, "Đã cập nhật")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")

	read := url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}
	moves("1", "10")
	x.does(x.chair, file+"/sign", read, 422, "Thôi ban hành")
	x.sees(x.chair, file+"/sign", "có hiệu lực từ ngày 01/10/2019")
	id := file[len("/control/publish/files/"):]
	if f, err := x.Hall.Publications.One(context.Background(), x.Who("control", x.city), id); err != nil || f.State != publication.Accepted {
		t.Errorf("signed over a date that moved: %s %v", f.State, err)
	}
	moves("1", "8") // noted by mistake, put right
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}, 200, "Đã ký")
	if found, err := x.Hall.Publications.Proof(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("%v %v", found, err)
	}
}

// KS-5: a note about another text that the file's text changes too, with a day of its own,
// holds back no decision waiting to be signed, and a draft is not redated to it.
func TestKS_5_ANoteAboutAnotherTextHoldsNothingBack(t *testing.T) {
	x := open(t)
	changes := func(number, month string) {
		t.Helper()
		x.does(x.check, "/control/publish/texts", legal("number", number, "state", "changed", "by", "05/2019/TT-VD", "effect-month", month, "office", x.dept), 200, "Đã ghi văn bản")
	}
	changes("23/2015/NĐ-CP", "7")
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {"1.004746"}}, 200, "hết hiệu lực khi quyết định")
	changes("30/2014/NĐ-CP", "9")
	x.does(x.officer, file+"/redate", x.read(x.head, file), 422, "không ngày nào đổi")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}, 200, "Đã ký")
}

// KS-4: of two who have the file open, the head submits what was read, and not what an
// officer changed meanwhile.
func TestKS_4_ASubmissionIsOfWhatWasRead(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {"1.004746"}}, 200, "hết hiệu lực khi quyết định")
	read := x.read(x.head, file)
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {"2.000635"}}, 200, "hết hiệu lực khi quyết định")
	x.does(x.head, file+"/submit", read, 422, "Đọc lại")
	x.does(x.head, file+"/submit", nil, 422, "Đọc lại")
	x.submits(file)
}
