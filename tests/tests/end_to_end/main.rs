//! End-to-end tests: the gallery in Chromium, applications over raw sockets, and the rules of the house.

mod acl;
mod background;
mod counter;
mod elements;
mod hostile;
mod limits;
mod lists;
mod login;
mod message_log;
mod nested;
mod pages;
mod persisted;
mod tidy;
mod trouble;
