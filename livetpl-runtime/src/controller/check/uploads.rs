//! Proves at compile time that a controller has the uploads that its template names.

use super::message::Message;
use super::{MAX_NAME_BYTES, distance, has};
use crate::template::UploadUse;

/// Panics, at compile time, if a template names an upload that `controller` lacks.
///
/// ```
/// # use livetpl_runtime::controller::check::check_uploads;
/// # use livetpl_runtime::template::UploadUse;
/// const _: () = check_uploads("Profile", &["avatar"], &[UploadUse { name: "avatar", at: "templates/profile.html:3:20" }]);
/// ```
#[track_caller]
pub const fn check_uploads(controller: &str, uploads: &[&str], uses: &[UploadUse]) {
    let problems = problems(controller, uploads, uses);
    if !problems.as_str().is_empty() {
        panic!("{}", problems.as_str());
    }
}

/// What is wrong with `uses`, one line each; empty if nothing is.
const fn problems(controller: &str, uploads: &[&str], uses: &[UploadUse]) -> Message {
    let mut message = Message::new();
    let mut i = 0;
    while i < uses.len() {
        let UploadUse { name, at } = uses[i];
        if !has(uploads, name) {
            let start = message.start_line();
            message.all(&[
                at,
                ": no upload `",
                name,
                "` in controller `",
                controller,
                "`: ",
            ]);
            message.uploads(uploads);
            if let Some(near) = nearest(uploads, name) {
                message.all(&["; did you mean `", near, "`?"]);
            }
            message.keep_if_whole(start);
        }
        i += 1;
    }
    message.count_left_out();
    message
}

/// The upload whose name is nearest to `name`, if one is near: at most every third letter differs.
const fn nearest<'a>(uploads: &[&'a str], name: &str) -> Option<&'a str> {
    let mut best = None;
    let mut least = if name.len() < 6 {
        2
    } else {
        name.len() / 3 + 1
    };
    let mut i = 0;
    while i < uploads.len() && name.len() <= MAX_NAME_BYTES {
        let far = distance(uploads[i].as_bytes(), name.as_bytes());
        if far < least {
            best = Some(uploads[i]);
            least = far;
        }
        i += 1;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(uploads: &[&str], name: &'static str, expected: &str) {
        let at = "a.html:1:2";
        let uses = [UploadUse { name, at }];
        assert_eq!(problems("Profile", uploads, &uses).as_str(), expected);
    }

    #[test]
    fn an_upload_that_the_controller_lacks_is_told_with_those_that_it_has() {
        says(&["avatar", "log"], "avatar", "");
        says(
            &["avatar", "log"],
            "avatars",
            "a.html:1:2: no upload `avatars` in controller `Profile`: its uploads are `avatar`, `log`; did you mean `avatar`?",
        );
        says(
            &[],
            "avatar",
            "a.html:1:2: no upload `avatar` in controller `Profile`: it has none; write a method with `#[upload]`",
        );
    }
}
