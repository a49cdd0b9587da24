// Package questions draws the form of a filing: its questions with what was typed and what
// is wrong, and a filled form as it is read. Every audience draws it alike.
//
// It reads what is posted back into form.Typed and decides nothing. Owns no tables. Start
// at questions.go.
package questions
