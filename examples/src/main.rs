//! The gallery: one binary that serves every example of livetpl, each at its own path.
//!
//! `LIVETPL_ADDR` sets the address; the default is 127.0.0.1:3000. `GALLERY_HOLD_SECONDS` sets for how long the seat
//! picker holds a seat; the default is 120. `LIVETPL_KEY` signs the cookies of who is signed in, so that they outlive a
//! restart; the default is another key at each start. With `LIVETPL_REDIS=redis://…` several processes of it are one
//! application; all of them need the same `LIVETPL_KEY`. `GALLERY_S3=http://KEY:SECRET@HOST/BUCKET` is where browsers may put
//! files.

mod active_search;
mod animations;
mod async_operations;
mod avatar_upload;
mod bulk_update;
mod chat_rooms;
mod click_to_edit;
mod click_to_load;
mod confirm;
mod counter;
mod delete_row;
mod dependent_selects;
mod dialogs;
mod draft_form;
mod edit_row;
mod file_tree;
mod file_upload;
mod flash_messages;
mod gallery;
mod greeting;
mod highlight;
mod index;
mod infinite_scroll;
mod inline_validation;
mod keyboard_shortcuts;
mod large_table;
mod lazy_loading;
mod live_dashboard;
mod live_preview;
mod loading_states;
mod login;
mod message_log;
mod modal;
mod moons;
mod multi_user_sync;
mod presence;
mod preserve_inputs;
mod progress_bar;
mod reconnection;
mod reset_input;
mod seat_picker;
mod server_push;
mod shared_notepad;
mod sortable;
mod spa_navigation;
mod tabs;
mod todos;
mod topics;
mod upload_modes;
mod url_filters;

use std::sync::Arc;
use std::time::Duration;

use livetpl::prelude::*;

#[tokio::main]
async fn main() -> livetpl::Result {
    let addr = std::env::var("LIVETPL_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(&addr).await?;
    println!("livetpl gallery on http://{}", listener.local_addr()?);
    let hall = Arc::new(seat_picker::Hall::new(hold()?));
    let newest = live_dashboard::Newest::default();
    let reminders = server_push::Reminders::default();
    let accounts = login::Accounts::from_env()?;
    let redis = std::env::var("LIVETPL_REDIS").ok();
    let message_log = match &redis {
        Some(url) => message_log::MessageLog::in_redis(url)?,
        None => message_log::MessageLog::default(),
    };
    let app = match &redis {
        Some(url) => App::new().redis(url)?,
        None => App::new(),
    };
    let handle = app.handle();
    let app = app
        .topic_acl(topics::admits)
        .authenticator(accounts.clone())
        .shell(gallery::frame())
        .asset(
            "/style.css",
            "text/css; charset=utf-8",
            concat!(
                include_str!("../assets/style.css"),
                include_str!("../assets/patterns.css"),
            )
            .as_bytes(),
        )
        .live("/", index::Index::default())
        .live("/counter", counter::Counter::default())
        .live("/greeting", greeting::Greeting::default())
        .live("/todos", todos::Todos::default())
        .live("/file-tree", file_tree::FileTree::default())
        .live("/click-to-edit", click_to_edit::ClickToEdit::default())
        .live("/edit-row", edit_row::EditRow::default())
        .live("/bulk-update", bulk_update::BulkUpdate::default())
        .live("/reset-input", reset_input::ResetInput::default())
        .live(
            "/preserve-inputs",
            preserve_inputs::PreserveInputs::default(),
        )
        .live(
            "/dependent-selects",
            dependent_selects::DependentSelects::default(),
        )
        .live(
            "/inline-validation",
            inline_validation::InlineValidation::default(),
        )
        .live("/draft-form", draft_form::DraftForm::default())
        .live("/delete-row", delete_row::DeleteRow::default())
        .live("/click-to-load", click_to_load::ClickToLoad::default())
        .live(
            "/infinite-scroll",
            infinite_scroll::InfiniteScroll::default(),
        )
        .live(
            "/multi-user-sync",
            multi_user_sync::MultiUserSync::default(),
        )
        .live("/live-preview", live_preview::LivePreview::default())
        .live(
            "/server-push",
            server_push::ServerPush::new(reminders.clone()),
        )
        .live("/message-log", message_log)
        .live("/chat-rooms", chat_rooms::ChatRooms::default())
        .live("/seat-picker", seat_picker::SeatPicker::new(hall.clone()))
        .live("/shared-notepad", shared_notepad::SharedNotepad::default())
        .live(
            "/live-dashboard",
            live_dashboard::LiveDashboard::new(newest.clone()),
        )
        .live("/avatar-upload", avatar_upload::AvatarUpload)
        .live("/file-upload", file_upload::FileUpload)
        .live("/upload-modes", upload_modes::UploadModes::from_env()?)
        .live("/reconnection", reconnection::Reconnection::default())
        .live("/flash-messages", flash_messages::FlashMessages::default())
        .live("/presence", presence::Presence::default())
        .live("/url-filters", url_filters::UrlFilters::default())
        .live("/spa-navigation", spa_navigation::Contents::default())
        .live("/spa-navigation/{island}", spa_navigation::Place::default())
        .live("/login", login::Login::new(accounts))
        .live("/large-table", large_table::LargeTable::default())
        .live("/sortable", sortable::Sortable::default())
        .live("/active-search", active_search::ActiveSearch::default())
        .live("/lazy-loading", lazy_loading::LazyLoading::default())
        .live("/progress-bar", progress_bar::ProgressBar::default())
        .live(
            "/async-operations",
            async_operations::AsyncOperations::default(),
        )
        .live(
            "/keyboard-shortcuts",
            keyboard_shortcuts::KeyboardShortcuts::default(),
        )
        .live("/loading-states", loading_states::LoadingStates::default())
        .live("/highlight", highlight::Highlight::default())
        .live("/modal", modal::Modal::default())
        .live("/dialogs", dialogs::Dialogs::default())
        .live("/confirm", confirm::Confirm::default())
        .live("/tabs", tabs::Tabs::default())
        .asset(
            "/animations.js",
            "text/javascript; charset=utf-8",
            animations::SCRIPT,
        )
        .live("/animations", animations::Animations::default());
    // What runs beside the pages is awaited beside them: it ends when they do, and nothing has to be stopped.
    tokio::select! {
        served = app.serve_listener(listener) => served,
        ended = seat_picker::expire(hall, handle.clone()) => ended,
        ended = live_dashboard::measure(newest, handle) => ended,
        ended = server_push::remind(reminders) => ended,
    }
}

/// For how long a seat is held.
fn hold() -> livetpl::Result<Duration> {
    let text = std::env::var("GALLERY_HOLD_SECONDS").unwrap_or_else(|_| "120".to_owned());
    match text.parse() {
        Ok(seconds) => Ok(Duration::from_secs(seconds)),
        Err(_) => Err(Error::msg(format!(
            "GALLERY_HOLD_SECONDS={text}: a hold is a whole number of seconds"
        ))),
    }
}
