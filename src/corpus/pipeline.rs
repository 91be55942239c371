//! An ordered parallel map over a stream, in bounded memory.

use crate::error::Result;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Batches in flight per worker: one being worked on, one waiting, and slack
/// for results that wait for a slower one before them.
const PER_WORKER: usize = 4;

/// Runs `produce` and `consume` on threads of their own and `work` on every
/// thread of the current rayon pool; `consume` sees the results in the order
/// of production.
///
/// `produce` is given a function that hands one item on and says whether to
/// go on. The first error of `consume` stops the others and is returned.
/// `work` must not panic.
pub(super) fn ordered<I, O, P, W, C>(produce: P, work: W, consume: C) -> Result<()>
where
    I: Send,
    O: Send,
    P: FnOnce(&mut dyn FnMut(I) -> bool) + Send,
    W: Fn(I) -> O + Sync,
    C: FnMut(O) -> Result<()> + Send,
{
    let workers = rayon::current_num_threads();
    let in_flight = workers * PER_WORKER;
    // A permit is put in for each item produced and taken out for each one
    // consumed: a slow item holds the producer back, not the memory.
    let (permit_in, permit_out) = sync_channel::<()>(in_flight);
    let (item_in, item_out) = sync_channel::<(u64, I)>(in_flight);
    let (done_in, done_out) = channel::<(u64, O)>();
    let stop = AtomicBool::new(false);
    let stop = &stop;

    std::thread::scope(|threads| {
        threads.spawn(move || feed(produce, item_in, permit_in, stop));
        let drained = threads.spawn(move || drain(done_out, permit_out, consume, stop));
        // Here and not on a thread of its own: a scope opened in a pool's
        // thread runs in that pool.
        run_workers(workers, item_out, &work, done_in, stop);
        match drained.join() {
            Ok(outcome) => outcome,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn feed<I>(
    produce: impl FnOnce(&mut dyn FnMut(I) -> bool),
    items: SyncSender<(u64, I)>,
    permits: SyncSender<()>,
    stop: &AtomicBool,
) {
    let mut next = 0;
    produce(&mut |item| {
        let sent =
            !stop.load(Ordering::Relaxed) && permits.send(()).is_ok() && items.send((next, item)).is_ok();
        next += 1;
        sent
    });
}

fn run_workers<I: Send, O: Send>(
    workers: usize,
    items: Receiver<(u64, I)>,
    work: &(impl Fn(I) -> O + Sync),
    done: Sender<(u64, O)>,
    stop: &AtomicBool,
) {
    let items = &Mutex::new(items);
    rayon::scope(|scope| {
        for _ in 0..workers {
            let done = done.clone();
            scope.spawn(move |_| worker(items, work, &done, stop));
        }
    });
}

fn worker<I, O>(
    items: &Mutex<Receiver<(u64, I)>>,
    work: &impl Fn(I) -> O,
    done: &Sender<(u64, O)>,
    stop: &AtomicBool,
) {
    loop {
        let Ok(next) = items.lock().map(|r| r.recv()) else { return };
        let Ok((number, item)) = next else { return };
        if stop.load(Ordering::Relaxed) || done.send((number, work(item))).is_err() {
            return;
        }
    }
}

fn drain<O>(
    done: Receiver<(u64, O)>,
    permits: Receiver<()>,
    mut consume: impl FnMut(O) -> Result<()>,
    stop: &AtomicBool,
) -> Result<()> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, output) in done {
        waiting.insert(number, output);
        while let Some(output) = waiting.remove(&next) {
            next += 1;
            let _ = permits.recv();
            // Returning drops the receivers, which ends feeder and workers.
            consume(output).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn results_come_in_the_order_of_production() {
        let mut got = Vec::new();
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..500).for_each(|n| assert!(send(n)));
        // Early items take longest, so that later ones finish before them.
        let work = |n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(500u64.saturating_sub(n)));
            n * 2
        };
        ordered(produce, work, |n| {
            got.push(n);
            Ok(())
        })
        .unwrap();
        assert_eq!(got, (0..500).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn an_error_of_the_consumer_ends_the_run() {
        let mut produced = 0u64;
        let produce = |send: &mut dyn FnMut(u64) -> bool| {
            while send(produced) {
                produced += 1
            }
        };
        let outcome = ordered(produce, |n| n, |n| if n < 3 { Ok(()) } else { Err(Error::usage("full")) });
        assert_eq!(outcome.unwrap_err().to_string(), "full");
        assert!(produced < 1000, "{produced} items were produced after the error");
    }

    #[test]
    fn it_runs_in_the_pool_of_the_caller() {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
        let threads = Mutex::new(std::collections::HashSet::new());
        let produce = |send: &mut dyn FnMut(u64) -> bool| (0..50).for_each(|n| assert!(send(n)));
        let work = |_| {
            threads.lock().unwrap().insert(std::thread::current().id());
        };
        pool.install(|| ordered(produce, work, |()| Ok(()))).unwrap();
        assert_eq!(threads.lock().unwrap().len(), 1);
    }
}
