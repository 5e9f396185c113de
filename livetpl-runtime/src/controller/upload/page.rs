//! The uploads of the page that a method runs for. Owns what a method may do with them.

use crate::controller::{Context, UploadEntry, UploadName, Uploaded};

/// The uploads of one page; the session room implements it.
#[doc(hidden)]
pub trait PageUploads: Send + Sync {
    /// The files of `upload` that are there, each with its number.
    fn whole(&self, upload: &str) -> Vec<(u32, Uploaded)>;

    /// All entries of `upload`.
    fn list(&self, upload: &str) -> Vec<UploadEntry>;
}

impl Context {
    /// The files that were uploaded as `upload` and are there. They are this method's if it succeeds.
    ///
    /// Then they leave the page, and what was not moved is removed. If the method fails they stay, and the next one may take
    /// them; but what it has moved by then is gone. Files of which something is still on its way are not among them.
    ///
    /// ```
    /// # use livetpl_runtime::controller::{Context, Result, UploadName};
    /// # struct Profile { avatar: String }
    /// # impl Profile { const AVATAR: UploadName<Profile> = UploadName::new("avatar"); }
    /// async fn save(state: &mut Profile, ctx: &mut Context) -> Result {
    ///     for file in ctx.take_uploads(Profile::AVATAR) {
    ///         file.move_to("avatars/17.png").await?;
    ///         state.avatar = file.name().to_owned();
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn take_uploads<C>(&mut self, upload: UploadName<C>) -> Vec<Uploaded> {
        let Some(uploads) = &self.around.uploads else {
            return Vec::new();
        };
        let taken = &mut self.effects.uploads;
        let whole = uploads.whole(upload.name()).into_iter();
        let files = whole.filter(|(id, _)| !taken.contains(id));
        let (ids, files): (Vec<u32>, _) = files.unzip();
        taken.extend(ids);
        files
    }

    /// The files that somebody has selected for `upload`, as a template sees them.
    ///
    /// ```
    /// # use livetpl::{Context, UploadName};
    /// # struct Profile;
    /// # impl Profile { const AVATAR: UploadName<Profile> = UploadName::new("avatar"); }
    /// fn waits(ctx: &Context) -> bool {
    ///     ctx.uploads(Profile::AVATAR).iter().any(|file| !file.done)
    /// }
    /// ```
    pub fn uploads<C>(&self, upload: UploadName<C>) -> Vec<UploadEntry> {
        let uploads = self.around.uploads.as_ref();
        uploads.map_or_else(Vec::new, |uploads| uploads.list(upload.name()))
    }

    /// Lets the file `id` go once the method has succeeded, whether all of it is there or not.
    ///
    /// ```
    /// # use livetpl::{Context, UploadName};
    /// # struct Profile;
    /// # impl Profile { const AVATAR: UploadName<Profile> = UploadName::new("avatar"); }
    /// fn forget(ctx: &mut Context) {
    ///     for file in ctx.uploads(Profile::AVATAR) {
    ///         ctx.cancel_upload(file.id);
    ///     }
    /// }
    /// ```
    pub fn cancel_upload(&mut self, id: u32) {
        self.effects.uploads.push(id);
    }
}
