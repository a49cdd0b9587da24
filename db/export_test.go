package db

// Private is what opening a database does first.
var Private = private
