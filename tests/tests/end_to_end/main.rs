//! End-to-end tests: the gallery in Chromium, applications over raw sockets, and the rules of the house.

mod background;
mod chat_rooms;
mod counter;
mod elements;
mod gallery;
mod hostile;
mod lists;
mod live_dashboard;
mod login;
mod message_log;
mod nested;
mod pages;
mod reconnection;
mod relay;
mod script;
mod seat_picker;
mod shared_notepad;
mod tidy;
mod trouble;
