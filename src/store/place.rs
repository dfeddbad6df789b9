//! Where a workspace stands: in a folder that a cloud copies, on a drive over the network, or at home.
//!
//! A program that copies files while they are written makes copies that are none, and one that writes a
//! copy back takes what was saved since. Networks promise locks and do not always keep them. So both are
//! said, once when the file is opened and always on the page of its health; nothing is forbidden.

use std::path::{Path, PathBuf};

/// What is to be said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// A cloud copies this folder: a word for whose it is.
    Cloud(&'static str),
    /// The drive is one over the network: the kind of its file system or its server.
    Network(String),
}

impl Risk {
    /// A word that tells this risk from others, for the note that it was said.
    pub fn word(&self) -> String {
        match self {
            Self::Cloud(name) => format!("cloud {name}"),
            Self::Network(kind) => format!("network {kind}"),
        }
    }
}

/// Names of folders that clouds make, in small letters, and whose they are. A folder counts whose name is
/// this, or begins with it and goes on with what is no letter (`OneDrive - 公司`, `Dropbox (团队)`).
const CLOUDS: &[(&str, &str)] = &[
    ("onedrive", "onedrive"),
    ("icloud drive", "icloud"),
    ("iclouddrive", "icloud"),
    ("mobile documents", "icloud"),
    ("com~apple~clouddocs", "icloud"),
    ("dropbox", "dropbox"),
    ("google drive", "google"),
    ("googledrive", "google"),
    ("坚果云", "nutstore"),
    ("我的坚果云", "nutstore"),
    ("nutstore", "nutstore"),
    ("nutstore files", "nutstore"),
    ("百度网盘", "baidu"),
    ("百度网盘同步空间", "baidu"),
    ("baidunetdisk", "baidu"),
    ("baidusyncdisk", "baidu"),
    ("baidunetdiskworkspace", "baidu"),
    ("wps云盘", "wps"),
    ("wpsdrive", "wps"),
    ("wps cloud files", "wps"),
    ("阿里云盘", "aliyun"),
    ("aliyundrive", "aliyun"),
    ("腾讯微云", "weiyun"),
    ("微云同步助手", "weiyun"),
    ("weiyun", "weiyun"),
    ("天翼云盘", "tianyi"),
    ("ecloud", "tianyi"),
    ("synologydrive", "synology"),
    ("synology drive", "synology"),
    ("nextcloud", "nextcloud"),
    ("owncloud", "owncloud"),
    ("seafile", "seafile"),
    ("box sync", "box"),
    ("cloudstorage", "other"),
];

/// File systems that are reached over a network.
const NETWORK: &[&str] = &[
    "afs",
    "afpfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.gvfsd-fuse",
    "fuse.rclone",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "webdav",
];

/// What is to be said of the place of a file.
pub fn risk(file: &Path) -> Option<Risk> {
    // Where a link or a letter of a drive leads.
    let real = file.parent().and_then(|folder| folder.canonicalize().ok());
    let real =
        real.unwrap_or_else(|| std::path::absolute(file).unwrap_or_else(|_| file.to_owned()));
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    cloud(file).or_else(|| cloud(&real)).or_else(|| network(&real, &mounts))
}

fn cloud(path: &Path) -> Option<Risk> {
    // The deepest says most: a folder of all clouds may hold one for each.
    path.components().rev().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        let fits = |known: &str| {
            name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        CLOUDS.iter().find(|(known, _)| fits(known)).map(|(_, whose)| Risk::Cloud(whose))
    })
}

/// Whether a path is on a drive over the network, going by its beginning or by the table of mounts.
fn network(path: &Path, mounts: &str) -> Option<Risk> {
    let text = path.to_string_lossy();
    let server = ["\\\\?\\UNC\\", "\\\\"].iter().find_map(|start| text.strip_prefix(start));
    if let Some(server) = server.filter(|rest| !rest.starts_with(['?', '.'])) {
        let name = server.split('\\').next().unwrap_or_default();
        return Some(Risk::Network(name.to_owned()));
    }
    // The place that reaches deepest holds the file; of two that do, the later one covers the other.
    let mut best: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(place), Some(kind)) = (words.next(), words.next()) else { continue };
        let place = PathBuf::from(place.replace("\\040", " "));
        let depth = place.components().count();
        if path.starts_with(&place) && best.is_none_or(|(deepest, _)| depth >= deepest) {
            best = Some((depth, kind));
        }
    }
    let (_, kind) = best?;
    NETWORK.contains(&kind).then(|| Risk::Network(kind.to_owned()))
}

/// How many bytes are free where a file stands; `None` where the system does not say.
pub fn free_space(file: &Path) -> Option<u64> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    fs4::available_space(folder.unwrap_or(Path::new("."))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_clouds_are_known_by_name() {
        for (path, whose) in [
            ("/u/zhang/OneDrive/销售.cox", Some("onedrive")),
            ("/u/zhang/OneDrive - 某某公司/销售.cox", Some("onedrive")),
            ("/u/zhang/Dropbox (团队)/a/销售.cox", Some("dropbox")),
            ("/u/zhang/Library/Mobile Documents/com~apple~CloudDocs/销售.cox", Some("icloud")),
            ("/u/zhang/Nutstore/1/我的坚果云/销售.cox", Some("nutstore")),
            ("/u/zhang/我的坚果云/销售.cox", Some("nutstore")),
            ("/d/BaiduSyncdisk/销售.cox", Some("baidu")),
            ("/d/WPS云盘/销售.cox", Some("wps")),
            ("/u/zhang/WPSDrive/123/销售.cox", Some("wps")),
            ("/u/zhang/Documents/销售.cox", None),
            ("/u/zhang/onedrives/销售.cox", None),
            ("/u/zhang/dropboxes/销售.cox", None),
        ] {
            assert_eq!(cloud(Path::new(path)), whose.map(Risk::Cloud), "{path}");
        }
    }

    #[test]
    fn the_deepest_place_of_the_table_decides() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\n\
                      srv:/home /mnt nfs4 rw 0 0\n\
                      /dev/sdb1 /mnt/stick vfat rw 0 0\n\
                      //srv/sales /media/My\\040Share cifs rw 0 0\n";
        let kind = |path: &str| network(Path::new(path), mounts);
        assert_eq!(kind("/u/a.cox"), None);
        assert_eq!(kind("/mnt/a.cox"), Some(Risk::Network("nfs4".to_owned())));
        assert_eq!(kind("/mnt/stick/a.cox"), None);
        assert_eq!(kind("/mntother/a.cox"), None);
        assert_eq!(kind("/media/My Share/a.cox"), Some(Risk::Network("cifs".to_owned())));
        let server = Some(Risk::Network("srv".to_owned()));
        assert_eq!(network(Path::new("\\\\srv\\sales\\a.cox"), ""), server);
        assert_eq!(network(Path::new("\\\\?\\UNC\\srv\\sales\\a.cox"), ""), server);
        assert_eq!(network(Path::new("\\\\?\\C:\\a.cox"), ""), None);
    }

    #[test]
    fn free_space_is_known_here() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_space(&folder.path().join("a.cox")).unwrap() > 0);
    }
}
