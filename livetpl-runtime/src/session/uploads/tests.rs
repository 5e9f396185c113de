//! A page's files without a page: what two requests at once, and files that don't move, come to.

use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;

use bytes::Bytes;

use super::*;
use crate::session::identity::random_hex;

const CHUNK: usize = 64 * 1024;
const MB: u64 = 1_000_000;

/// A page's uploads, and the directory that they are in while this is there.
struct Place {
    uploads: Uploads,
    space: Space,
    root: PathBuf,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.uploads.close();
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

fn place(disk_megabytes: usize) -> Place {
    let limits = Limits {
        upload_disk_megabytes: disk_megabytes,
        ..Limits::default()
    };
    let root = std::env::temp_dir().join(format!("livetpl-uploads-{}", random_hex::<8>()));
    let space = Space::at(&root);
    let mailbox = Mailbox::new(16, &[]);
    let uploads = Uploads::new(&limits, &space, &Tasks::default(), &mailbox);
    Place {
        uploads,
        space,
        root,
    }
}

fn announce(uploads: &Uploads, ids: std::ops::Range<u32>, size: u64) {
    let files = ids.map(|id| Announced(id, format!("{id}.bin"), size, String::new()));
    uploads
        .announce("files", Upload::to_directory(), files.collect())
        .unwrap();
}

#[tokio::test]
async fn of_two_that_bring_one_piece_one_is_taken() {
    for _ in 0..200 {
        let house = place(1);
        let uploads = &house.uploads;
        announce(uploads, 0..1, 3 * CHUNK as u64);
        let all = Barrier::new(4);
        let taken: Vec<bool> = thread::scope(|scope| {
            let send = || {
                all.wait();
                uploads.chunk(Chunk {
                    id: 0,
                    offset: 0,
                    bytes: Bytes::from_static(&[b'x'; CHUNK]),
                })
            };
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(send)).collect();
            threads.into_iter().map(|one| one.join().unwrap()).collect()
        });
        assert_eq!(taken.iter().filter(|taken| **taken).count(), 1);
        assert_eq!(house.space.metrics().bytes, CHUNK as u64);
    }
}

#[tokio::test(start_paused = true)]
async fn files_that_are_only_announced_take_no_room_and_end() {
    let house = place(20);
    let (idle, space) = (&house.uploads, &house.space);
    announce(idle, 0..10, 8 * 1024 * 1024);
    assert_eq!(space.metrics().held_bytes, 0);
    assert_eq!(space.metrics().refused, 0);
    // What could not come whole is refused at once.
    announce(idle, 20..21, 21 * MB);
    assert_eq!(space.metrics().refused, 1);
    let refused = idle.settled().await;
    assert_eq!(refused.len(), 11);
    assert!(
        refused[0].1.ends_with("nothing more of the file has come"),
        "{refused:?}"
    );
    assert_eq!(space.metrics().held_bytes, 0);
}

#[tokio::test]
async fn a_file_for_which_there_is_no_room_any_more_is_refused() {
    let house = place(1);
    let uploads = &house.uploads;
    announce(uploads, 0..2, 10 * CHUNK as u64);
    for piece in 0..10 {
        for id in 0..2 {
            let (offset, bytes) = (piece * CHUNK as u64, Bytes::from_static(&[b'x'; CHUNK]));
            uploads.chunk(Chunk { id, offset, bytes });
            uploads.taken(id).await;
        }
    }
    let refused = uploads.settled().await;
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert!(house.space.metrics().held_bytes <= MB);
}
