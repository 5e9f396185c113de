//! End-to-end tests: the gallery in Chromium, applications over raw sockets, and the rules of the house.

mod counter;
mod elements;
mod hostile;
mod lists;
mod message_log;
mod nested;
mod pages;
mod script;
mod tidy;
mod trouble;
