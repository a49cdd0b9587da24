// Package hall is what every audience stands in: the stores of the house, who is
// at the door, the frame around a page and the shape of a route. Audiences own
// pages; what two of them need alike and is not a drawn part stands here.
//
// Owns no tables and decides nothing. Start at Hall.Who and Route.
package hall
