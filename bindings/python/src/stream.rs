//! Work in the background that gives one thing after another, and can be left
//! at any time.

use baozhi::Error;
use baozhi::corpus::Report;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How many records may wait to be taken: enough that the workers need not wait
/// for a loop of Python, few enough to be small beside the batches in work.
const WAITING: usize = 512;

/// How long one call waits at most, so that Ctrl-C is heard.
const WAIT: Duration = Duration::from_millis(50);

/// What the work gives.
pub enum Item {
    /// One record, its offsets in code points.
    Record(Box<baozhi::Record>),
    /// The work is done.
    End(Box<Report>),
    /// The work cannot go on.
    Fault(Error),
}

/// What there is to take.
pub enum Next {
    /// The next thing.
    Item(Item),
    /// Nothing yet.
    Pending,
    /// Nothing any more.
    Over,
}

/// The taking end of work that runs on a thread of its own.
pub struct Stream(Mutex<Option<Receiver<Item>>>);

/// The giving end.
pub struct Giver(SyncSender<Item>);

impl Giver {
    /// Hands one thing on, waiting while many others wait; false when nobody
    /// will take it.
    pub fn give(&self, item: Item) -> bool {
        self.0.send(item).is_ok()
    }
}

impl Stream {
    /// Starts `work` on a thread of its own. It ends early where
    /// [`Giver::give`] says that nobody listens.
    pub fn start(work: impl FnOnce(Giver) + Send + 'static) -> Stream {
        let (giver, taker) = sync_channel(WAITING);
        std::thread::spawn(move || work(Giver(giver)));
        Stream(Mutex::new(Some(taker)))
    }

    /// The next thing, if there is one within [`WAIT`].
    pub fn next(&self) -> Next {
        let mut taker = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(items) = &*taker else { return Next::Over };
        match items.recv_timeout(WAIT) {
            Ok(Item::Record(record)) => Next::Item(Item::Record(record)),
            Ok(last) => {
                *taker = None;
                Next::Item(last)
            }
            Err(RecvTimeoutError::Timeout) => Next::Pending,
            Err(RecvTimeoutError::Disconnected) => {
                *taker = None;
                Next::Over
            }
        }
    }

    /// Takes nothing more; the work ends with the article it is at.
    pub fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
