// Desks: search as you type through htmx, and a keyboard in place of the mouse.
import "htmx.org/dist/htmx.esm.js";
import { enhance, start } from "./core.js";
import { keys } from "./keys.js";

start();
keys();
document.addEventListener("htmx:after:swap", (event) => enhance(event.target instanceof Element ? event.target : document));
