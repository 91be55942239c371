//! A set of files in a folder that changes at once.
//!
//! All files are written into a folder of their own inside it; when they are
//! whole, a list of them is written, and each is moved to its name. Should the
//! moving be interrupted, whoever comes next ([`recover`]) finds the list and
//! ends it: a reader sees the old set or the new one.

use crate::console::{counted, say};
use baozhi::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder that a set is written in.
const NEW: &str = ".baozhi-new";
/// The list of a set that is whole.
const LIST: &str = ".baozhi-new/.whole";

/// A set that is being written.
///
/// Dropped before it is whole, nothing is left of it: what was there before
/// stays.
pub struct Staging {
    dir: PathBuf,
    new: PathBuf,
}

impl Staging {
    /// Begins a set for `dir`, which is made where it is not there.
    pub fn begin(dir: &Path) -> Result<Staging> {
        if dir.exists() && !dir.is_dir() {
            return Err(Error::input(dir, "it is no folder; the files are written into one"));
        }
        fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
        recover(dir)?;
        let new = dir.join(NEW);
        if new.exists() {
            fs::remove_dir_all(&new).map_err(|e| Error::io(&new, e))?;
        }
        fs::create_dir(&new).map_err(|e| Error::io(&new, e))?;
        Ok(Staging { dir: dir.to_owned(), new })
    }

    /// Where to write the files.
    pub fn path(&self) -> &Path {
        &self.new
    }

    /// Those of `names` that an earlier run left in the folder and this set
    /// does not hold: they stay as they are.
    pub fn stale<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
        let is_stale = |name: &&str| !self.new.join(name).exists() && self.dir.join(name).exists();
        names.into_iter().filter(is_stale).collect()
    }

    /// The set is whole: its files take their names.
    pub fn commit(self) -> Result<()> {
        sync(&self.new)?;
        let list = self.dir.join(LIST);
        fs::write(&list, "")
            .and_then(|()| fs::File::open(&list)?.sync_all())
            .map_err(|e| Error::io(&list, e))?;
        recover(&self.dir)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // A whole set whose moving failed is ended by whoever comes next.
        if self.new.exists() && !self.dir.join(LIST).exists() {
            let _ = fs::remove_dir_all(&self.new);
            // A folder made for nothing goes too.
            let _ = fs::remove_dir(&self.dir);
        }
    }
}

/// Says which files of `dir` are of an earlier run.
pub fn tell_stale(dir: &Path, stale: &[&str]) {
    /// Names that are said; of thousands the number is enough.
    const SAID: usize = 5;
    if !stale.is_empty() {
        let mut names = stale[..stale.len().min(SAID)].join(", ");
        if stale.len() > SAID {
            names += &format!(" and {}", counted(stale.len() - SAID, "other file"));
        }
        say!("baozhi: {names} in {} was written by an earlier run", dir.display());
    }
}

/// Ends the moving of a set that is whole.
pub fn recover(dir: &Path) -> Result<()> {
    let (new, list) = (dir.join(NEW), dir.join(LIST));
    if !list.exists() {
        return Ok(());
    }
    let files = fs::read_dir(&new).map_err(|e| Error::io(&new, e))?;
    for file in files {
        let file = file.map_err(|e| Error::io(&new, e))?;
        if file.file_name() != ".whole" {
            let to = dir.join(file.file_name());
            fs::rename(file.path(), &to).map_err(|e| Error::io(&to, e))?;
        }
    }
    sync(dir)?;
    fs::remove_dir_all(&new).map_err(|e| Error::io(&new, e))
}

/// Puts the names in a folder on disk, where the system can.
fn sync(dir: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::File::open(dir).and_then(|d| d.sync_all()).map_err(|e| Error::io(dir, e))?;
    Ok(())
}
