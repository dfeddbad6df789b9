//! What packages are made of agrees with the program: version, names, the kind of file, icons.

use std::fs;
use std::path::PathBuf;

use coxswain::store::APPLICATION_ID;

/// A file of the project.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The configuration of the packages.
fn packager() -> toml::Table {
    let manifest: toml::Table = toml::from_str(&read("Cargo.toml")).unwrap();
    manifest["package"]["metadata"]["packager"].as_table().unwrap().clone()
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} behind {before}")).0
}

const VERSION: &str = env!("CARGO_PKG_VERSION");
const KIND: &str = "application/x-coxswain-workspace";
const LINUX: &str = "assets/packaging/linux";
const METAINFO: &str = "assets/packaging/linux/local.coxswain.console.metainfo.xml";

#[test]
fn every_description_tells_this_version() {
    assert_eq!(between(&read(METAINFO), "<release version=\"", "\""), VERSION, "the newest first");
    let resources = read("assets/packaging/windows/coxswain.rc");
    let numbers = format!("{},0", VERSION.replace('.', ","));
    for told in ["FILEVERSION ", "PRODUCTVERSION "] {
        assert_eq!(between(&resources, told, "\n").trim(), numbers);
    }
    for told in ["\"FileVersion\", \"", "\"ProductVersion\", \""] {
        assert_eq!(between(&resources, told, "\""), VERSION);
    }
    let manifest = read("assets/packaging/windows/coxswain.exe.manifest");
    assert_eq!(between(&manifest, "name=\"Coxswain\" version=\"", "\""), format!("{VERSION}.0"));
}

#[test]
fn one_kind_of_file_under_one_name() {
    let desktop = read(&format!("{LINUX}/coxswain.desktop"));
    let line = |key: &str| {
        let found = desktop.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        found.unwrap_or_else(|| panic!("no {key}")).to_owned()
    };
    assert_eq!(line("MimeType"), format!("{KIND};"));
    assert_eq!(line("Exec"), "coxswain %f");
    assert_eq!(line("Icon"), "coxswain");
    // The window names itself so in `app/run.rs`: panels know by it whose window it is.
    assert_eq!(line("StartupWMClass"), "coxswain");

    let kind = read(&format!("{LINUX}/coxswain.xml"));
    assert_eq!(between(&kind, "mime-type type=\"", "\""), KIND);
    assert_eq!(between(&kind, "glob pattern=\"", "\""), "*.cox");
    // The header of every workspace has it at byte 68, as SQLite defines.
    let mark = String::from_utf8(APPLICATION_ID.to_be_bytes().to_vec()).unwrap();
    assert_eq!(between(&kind, "offset=\"68\" value=\"", "\""), mark);

    let metainfo = read(METAINFO);
    let packager = packager();
    let id = packager["identifier"].as_str().unwrap();
    assert_eq!(between(&metainfo, "<id>", "</id>"), id);
    assert_eq!(between(&metainfo, "<mediatype>", "</mediatype>"), KIND);
    assert!(metainfo.contains(">coxswain.desktop</launchable>"));
    let association = packager["file-associations"][0].as_table().unwrap();
    assert_eq!(association["mime-type"].as_str(), Some(KIND));
    assert_eq!(association["extensions"][0].as_str(), Some("cox"));
}

#[test]
fn icons_have_the_sizes_of_their_names() {
    for size in [16, 24, 32, 48, 64, 128, 256, 512] {
        let name = format!("assets/packaging/icons/coxswain-{size}.png");
        let file = std::io::BufReader::new(fs::File::open(path(&name)).unwrap());
        let reader = png::Decoder::new(file).read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (size, size), "{name}");
    }
    let others: [(&str, &[u8]); 4] = [
        ("coxswain.svg", b"<svg"),
        ("coxswain-workspace.svg", b"<svg"),
        ("coxswain.ico", &[0, 0, 1, 0]),
        ("coxswain.icns", b"icns"),
    ];
    for (name, begin) in others {
        let bytes = fs::read(path("assets/packaging/icons").join(name)).unwrap();
        assert!(bytes.starts_with(begin), "{name}");
    }
}

#[test]
fn what_goes_into_packages_is_there() {
    let packager = packager();
    let files = packager["deb"]["files"].as_table().unwrap();
    // Manual pages are written by the program when a package is built.
    for name in files.keys().filter(|name| !name.starts_with("target/")) {
        assert!(path(name).exists(), "{name}");
    }
    for named in [
        &packager["deb"]["desktop-template"],
        &packager["nsis"]["installer-icon"],
        &packager["license-file"],
    ] {
        assert!(path(named.as_str().unwrap()).is_file(), "{named}");
    }
    // Names that both sides have to know.
    for place in [
        "usr/share/mime/packages/coxswain.xml",
        "usr/share/icons/hicolor/scalable/apps/coxswain.svg",
        "usr/share/icons/hicolor/scalable/mimetypes/coxswain-workspace.svg",
        "usr/share/metainfo/local.coxswain.console.metainfo.xml",
        "usr/share/man/man1",
    ] {
        assert!(files.values().any(|to| to.as_str() == Some(place)), "{place}");
    }
}
