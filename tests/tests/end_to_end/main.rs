//! End-to-end tests: the gallery in Chromium, applications over raw sockets, and the rules of the house.

mod acl;
mod background;
mod chat_rooms;
mod counter;
mod elements;
mod gallery;
mod hostile;
mod limits;
mod lists;
mod live_dashboard;
mod login;
mod message_log;
mod nested;
mod pages;
mod persisted;
mod processes;
mod reconnection;
mod relay;
mod seat_picker;
mod shared_notepad;
mod sign_in;
mod tidy;
mod trouble;
mod who_is_here;
