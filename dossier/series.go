package dossier

// Draw says which numbers an act needs. They are drawn in the act's own
// transaction, so an act that is refused leaves no gap.
type Draw struct {
	Code bool   // the dossier's code, in the format of the day (CODE-1, CODE-4)
	Book string // yearly book of the paper that is issued
}

type drawer interface{ Draws() Draw }

// The yearly books of an office; apology numbers its own letters.
const (
	BookReceipt    = "receipt"
	BookSupplement = "supplement"
	BookRefusal    = "refusal"
	BookResult     = "result"
	BookApology    = "apology"
)
