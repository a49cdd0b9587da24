import { start } from "./core.js";
import { live } from "./live.js";

start();
live();
