//! Compressed dumps, told by their first bytes whatever their name says.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use flate2::read::MultiGzDecoder;
use serde::{Deserialize, Serialize};

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Compression {
    /// Not at all.
    None,
    /// Gzip (RFC 1952), of one member or several.
    Gzip,
    /// A zip archive of one file.
    Zip,
    /// Zstandard (RFC 8878).
    Zstd,
}

impl Compression {
    /// The compression that the first bytes of a file tell.
    #[must_use]
    pub fn of_first_bytes(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [b'P', b'K', 3, 4, ..] => Self::Zip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// What a dump may be read from: a file, or bytes in memory behind a [`Cursor`].
pub trait Source: Read + Seek + Send {}

impl<T: Read + Seek + Send> Source for T {}

/// The file as it was before compression, and how it was compressed.
///
/// # Errors
/// When the file cannot be read, or is a zip archive that does not hold exactly one file.
pub fn decompress(mut source: Box<dyn Source>) -> io::Result<(Box<dyn Read + Send>, Compression)> {
    let mut first = Vec::with_capacity(4);
    source.by_ref().take(4).read_to_end(&mut first)?;
    source.seek(SeekFrom::Start(0))?;
    let compression = Compression::of_first_bytes(&first);
    let reader: Box<dyn Read + Send> = match compression {
        Compression::None => Box::new(source),
        Compression::Gzip => Box::new(MultiGzDecoder::new(io::BufReader::new(source))),
        Compression::Zstd => {
            Box::new(ruzstd::decoding::StreamingDecoder::new(io::BufReader::new(source)).map_err(io::Error::other)?)
        }
        Compression::Zip => Box::new(only_member(source)?),
    };
    Ok((reader, compression))
}

/// The one file of an archive; folders and what macOS adds beside it do not count.
fn only_member(source: Box<dyn Source>) -> io::Result<impl Read + Send> {
    let mut archive = zip::ZipArchive::new(source).map_err(io::Error::other)?;
    let members: Vec<usize> = (0..archive.len())
        .filter(|&index| {
            let name = archive.name_for_index(index);
            name.is_some_and(|name| name.is_ok_and(|name| !name.ends_with('/') && !name.starts_with("__MACOSX/")))
        })
        .collect();
    let &[only] = members.as_slice() else {
        let message = format!("the archive holds {} files; a dump is one", members.len());
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    };
    let (start, stored, method) = {
        let member = archive.by_index_raw(only).map_err(io::Error::other)?;
        (member.data_start().unwrap_or_default(), member.compressed_size(), member.compression())
    };
    let mut source = archive.into_inner();
    source.seek(SeekFrom::Start(start))?;
    let body = io::BufReader::new(source.take(stored));
    match method {
        zip::CompressionMethod::Stored => Ok(Box::new(body) as Box<dyn Read + Send>),
        zip::CompressionMethod::Deflated => Ok(Box::new(flate2::bufread::DeflateDecoder::new(body)) as Box<dyn Read + Send>),
        other => Err(io::Error::new(io::ErrorKind::InvalidData, format!("the archive is compressed by {other}"))),
    }
}

/// A source of bytes in memory.
#[must_use]
pub fn memory(bytes: Vec<u8>) -> Box<dyn Source> {
    Box::new(Cursor::new(bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn through(bytes: Vec<u8>) -> (String, Compression) {
        let (mut reader, compression) = decompress(memory(bytes)).unwrap();
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (text, compression)
    }

    #[test]
    fn a_dump_is_read_through_what_compressed_it() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"a;b\r\n").unwrap();
        let twice = [gzip.finish().unwrap(), {
            let mut second = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            second.write_all(b"1;2\r\n").unwrap();
            second.finish().unwrap()
        }]
        .concat();
        assert_eq!(through(twice), ("a;b\r\n1;2\r\n".into(), Compression::Gzip));

        let zstd = ruzstd::encoding::compress_to_vec(&b"a;b\r\n"[..], ruzstd::encoding::CompressionLevel::Fastest);
        assert_eq!(through(zstd), ("a;b\r\n".into(), Compression::Zstd));
        assert_eq!(through(b"a;b".to_vec()), ("a;b".into(), Compression::None));
        assert_eq!(through(Vec::new()), (String::new(), Compression::None));
    }

    #[test]
    fn an_archive_of_one_file_is_a_dump_and_of_two_is_none() {
        let archive = |names: &[&str]| {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            for name in names {
                writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
                writer.write_all(b"a;b\r\n1;2\r\n").unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        assert_eq!(through(archive(&["dump.csv", "__MACOSX/dump.csv"])), ("a;b\r\n1;2\r\n".into(), Compression::Zip));
        let error = decompress(memory(archive(&["a.csv", "b.csv"]))).err().unwrap();
        assert_eq!(error.to_string(), "the archive holds 2 files; a dump is one");
    }
}
