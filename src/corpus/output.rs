//! Output files that appear under their name only when they are whole.

use crate::error::{Error, Result};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written beside its final name, as `NAME.baozhi-part`.
///
/// [`OutputFile::finish`] gives it its name. Dropped before that, nothing is
/// left of it, but for a file begun with [`OutputFile::resumable`]: what was
/// written of that stays, and an interrupted run can go on from it.
///
/// What is there under the name already is replaced, a link stays and the file
/// it leads to is replaced. A device or a pipe (`/dev/null`, `/dev/stdout`) is
/// written to as it stands: given a name anew, it would be one no longer.
#[derive(Debug)]
pub struct OutputFile {
    path: PathBuf,
    /// Where the file stands until it is whole; the same as `path` for a
    /// device or a pipe.
    part: PathBuf,
    file: BufWriter<File>,
    /// True where what was written stays though the file is not whole.
    kept: bool,
}

impl OutputFile {
    /// Starts a file anew.
    ///
    /// # Errors
    /// When the file cannot be made, or is a folder.
    pub fn create(path: impl Into<PathBuf>) -> Result<OutputFile> {
        let path = place_of(path.into());
        if is_stream(&path) {
            let file = OpenOptions::new().write(true).open(&path).map_err(|e| Error::io(&path, e))?;
            let part = path.clone();
            return Ok(OutputFile::over(file, path, part));
        }
        // Said now, and not when all is written.
        if path.is_dir() {
            return Err(Error::io(&path, std::io::ErrorKind::IsADirectory.into()));
        }
        let part = part_of(&path);
        let file = File::create(&part).map_err(|e| Error::io(&part, e))?;
        Ok(OutputFile::over(file, path, part))
    }

    /// Writes a whole file: under its name there is what was there before, or all of `bytes`.
    ///
    /// # Errors
    /// As [`OutputFile::create`] and [`OutputFile::finish`].
    pub fn write(path: impl Into<PathBuf>, bytes: impl AsRef<[u8]>) -> Result<()> {
        let mut file = OutputFile::create(path)?;
        file.write_all(bytes.as_ref()).map_err(|e| Error::io(&file.part, e))?;
        file.finish()
    }

    /// Starts a file anew, of which stays what was written when the run is
    /// interrupted ([`OutputFile::resume`]).
    ///
    /// # Errors
    /// As [`OutputFile::create`].
    pub fn resumable(path: impl Into<PathBuf>) -> Result<OutputFile> {
        let mut file = OutputFile::create(path)?;
        file.kept = true;
        Ok(file)
    }

    fn over(file: File, path: PathBuf, part: PathBuf) -> OutputFile {
        OutputFile { path, part, file: BufWriter::with_capacity(256 << 10, file), kept: false }
    }

    /// Goes on with the unfinished file of an interrupted run from byte `keep`
    /// on; what lies behind it is cut off.
    ///
    /// # Errors
    /// When the `.part` file cannot be opened and cut.
    pub fn resume(path: impl Into<PathBuf>, keep: u64) -> Result<OutputFile> {
        let path = place_of(path.into());
        let part = part_of(&path);
        let open = || {
            let mut file = OpenOptions::new().read(true).write(true).open(&part)?;
            file.set_len(keep)?;
            std::io::Seek::seek(&mut file, std::io::SeekFrom::End(0))?;
            Ok(file)
        };
        let file = open().map_err(|e| Error::io(&part, e))?;
        let mut file = OutputFile::over(file, path, part);
        file.kept = true;
        Ok(file)
    }

    /// Takes back what was written: what is there under the name stays.
    pub fn discard(mut self) {
        self.kept = false;
    }

    /// Writes the rest, syncs, and moves the file to its name.
    ///
    /// # Errors
    /// When the disk is full, or the file cannot be renamed.
    pub fn finish(mut self) -> Result<()> {
        self.file.flush().map_err(|e| Error::io(&self.part, e))?;
        if self.part == self.path {
            return Ok(());
        }
        self.file.get_ref().sync_all().map_err(|e| Error::io(&self.part, e))?;
        std::fs::rename(&self.part, &self.path).map_err(|e| Error::io(&self.path, e))?;
        // There is no part any more.
        self.kept = true;
        sync_folder(&self.path)
    }

    /// True where the file is written apart from its name until it is whole.
    pub fn is_apart(&self) -> bool {
        self.part != self.path
    }

    /// Where the file stands until it is whole, for writers that open it
    /// themselves.
    #[cfg(any(feature = "sqlite", feature = "workbook"))]
    pub(crate) fn part(&self) -> &Path {
        &self.part
    }

    /// The name the file will have.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if !self.kept && self.is_apart() {
            let _ = std::fs::remove_file(&self.part);
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.file.write(buf)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Puts the new name in its folder on disk, where the system can.
fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder).and_then(|f| f.sync_all()).map_err(|e| Error::io(folder, e))?;
    }
    Ok(())
}

/// The file a link leads to; any other path as it is.
fn place_of(path: PathBuf) -> PathBuf {
    match std::fs::symlink_metadata(&path) {
        Ok(here) if here.is_symlink() && !is_stream(&path) => std::fs::canonicalize(&path).unwrap_or(path),
        _ => path,
    }
}

/// Whether there is something under this name that is neither file nor folder.
fn is_stream(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

fn part_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".baozhi-part");
    PathBuf::from(name)
}

/// The whole lines in the unfinished file of `path`: how many, and the byte
/// behind the last. Nothing of it counts when there is no such file.
///
/// # Errors
/// When the `.part` file cannot be read.
pub fn resume_point(path: &Path) -> Result<(u64, u64)> {
    let part = part_of(&place_of(path.to_owned()));
    let file = match File::open(&part) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok((0, 0)),
        Err(e) => return Err(Error::io(&part, e)),
    };
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let (mut lines, mut end, mut at) = (0, 0, 0u64);
    loop {
        let chunk = reader.fill_buf().map_err(|e| Error::io(&part, e))?;
        if chunk.is_empty() {
            return Ok((lines, end));
        }
        for newline in memchr::memchr_iter(b'\n', chunk) {
            lines += 1;
            end = at + newline as u64 + 1;
        }
        let n = chunk.len();
        at += n as u64;
        reader.consume(n);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_only_when_finished() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.jsonl");
        let mut out = OutputFile::create(&path).unwrap();
        out.write_all(b"one\n").unwrap();
        drop(out);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        let mut out = OutputFile::resumable(&path).unwrap();
        out.write_all(b"one\ntwo\nthr").unwrap();
        drop(out);
        assert!(!path.exists());
        assert_eq!(resume_point(&path).unwrap(), (2, 8));
        let mut out = OutputFile::resume(&path, 8).unwrap();
        out.write_all(b"three\n").unwrap();
        out.finish().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "one\ntwo\nthree\n");
        assert_eq!(resume_point(&path).unwrap(), (0, 0));
    }

    #[test]
    #[cfg(unix)]
    fn a_device_stays_a_device() {
        use std::os::unix::fs::FileTypeExt;
        let mut out = OutputFile::create("/dev/zero").unwrap();
        out.write_all(b"lost").unwrap();
        out.finish().unwrap();
        assert!(std::fs::metadata("/dev/zero").unwrap().file_type().is_char_device());
        assert!(!Path::new("/dev/zero.baozhi-part").exists());
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_and_its_file_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let (file, link) = (dir.path().join("file.jsonl"), dir.path().join("link.jsonl"));
        std::fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let mut out = OutputFile::create(&link).unwrap();
        out.write_all(b"new\n").unwrap();
        out.finish().unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new\n");
    }

    #[test]
    fn a_folder_is_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let e = OutputFile::create(dir.path()).unwrap_err();
        assert!(e.to_string().contains("directory"), "{e}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let e = OutputFile::create("/nonexistent/out.jsonl").unwrap_err();
        assert!(e.to_string().contains("/nonexistent/out.jsonl"));
    }
}
