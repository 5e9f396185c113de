//! Files: uploads.

use super::{Example, Group, Needs, sources};

pub(super) const GROUP: Group = Group {
    title: "Files",
    examples: &[
        Example {
            name: "avatar-upload",
            title: "Avatar upload",
            shows: "A picture is sent as soon as it is chosen, with a preview and its progress, and an action takes it when the form is sent.",
            hint: "Choose a picture, or drop one onto its label. One that is too large, or is none, is refused beside its input.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/avatar_upload/mod.rs",
                "templates/avatar_upload.html",
                "src/avatar_upload/tests.rs"
            ),
        },
        Example {
            name: "file-upload",
            title: "File upload",
            shows: "Several files and a note in one form, by pieces over the socket or as plain multipart without JavaScript.",
            hint: "Choose files and send them: the page shows what came, with a checksum.",
            needs: Needs::Nothing,
            sources: sources!(
                "src/file_upload/mod.rs",
                "templates/file_upload.html",
                "src/file_upload/tests.rs"
            ),
        },
        Example {
            name: "upload-modes",
            title: "Upload modes",
            shows: "Four ways for a file: into a directory, through a handler with no byte on disk, straight to S3, and only shown.",
            hint: "Choose a file for each. The handler’s count appears when all of its file has been read.",
            needs: Needs::JavaScript(
                "a preview and a signed address need a script, and progress is seen while it happens",
            ),
            sources: sources!(
                "src/upload_modes/mod.rs",
                "templates/upload_modes.html",
                "src/upload_modes/tests.rs"
            ),
        },
    ],
};
