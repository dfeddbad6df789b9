/* The head of the AppImage: it unpacks the program behind it and starts it.
 *
 * An AppImage of type 2 is an ELF program with "AI\2" at byte 8 and a squashfs behind it. The usual head
 * mounts that with FUSE, which many systems lack, and can only be fetched ready-made from the network.
 * This one unpacks into the cache of the person, once for each version, and needs nothing but libc.
 * Built by .ci/package:
 *
 *     cc -Os -DIMAGE_ID='"…"' runtime.c -Wl,-Bstatic -lsquashfuse -lzstd -Wl,-Bdynamic
 */

#define _GNU_SOURCE
#include <squashfuse.h>

#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "coxswain-appimage-"

/* The library knows ways of packing that .ci/package does not use; LZO's would put the head under the
 * GPL. None of these is ever called. */
int lzo1x_decompress_safe(void) { return -1; }
int LZ4_decompress_safe(void) { return -1; }
int lzma_stream_buffer_decode(void) { return -1; }
int uncompress(void) { return -1; }

static int fail(const char *what, const char *path) {
  fprintf(stderr, "coxswain: %s %s: %s\n", what, path, strerror(errno));
  fprintf(stderr, "coxswain: --appimage-extract unpacks here; then start squashfs-root/AppRun\n");
  return 1;
}

/* Where the squashfs begins: behind the sections of this program. */
static long payload(const char *self) {
  Elf64_Ehdr head;
  FILE *file = fopen(self, "rb");
  if (!file) return -1;
  size_t got = fread(&head, sizeof head, 1, file);
  fclose(file);
  return got == 1 ? (long)(head.e_shoff + (uint64_t)head.e_shnum * head.e_shentsize) : -1;
}

/* Writes a file, a link or a folder of the image. */
static int unpack_one(sqfs *fs, const sqfs_dir_entry *entry, const char *to) {
  static char block[1 << 16];
  sqfs_inode inode;
  if (sqfs_inode_get(fs, &inode, sqfs_dentry_inode((sqfs_dir_entry *)entry))) return errno = EIO, -1;
  mode_t mode = inode.base.mode;
  if (S_ISDIR(mode)) return mkdir(to, 0700);
  if (S_ISLNK(mode)) {
    char target[PATH_MAX];
    size_t size = sizeof target;
    if (sqfs_readlink(fs, &inode, target, &size)) return errno = EIO, -1;
    return symlink(target, to);
  }
  if (!S_ISREG(mode)) return 0;
  int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode & 0700);
  if (out < 0) return -1;
  for (uint64_t at = 0; at < inode.xtra.reg.file_size;) {
    sqfs_off_t size = sizeof block;
    if (sqfs_read_range(fs, &inode, at, &size, block) || size <= 0) {
      close(out);
      return errno = EIO, -1;
    }
    for (sqfs_off_t done = 0; done < size;) {
      ssize_t wrote = write(out, block + done, size - done);
      if (wrote < 0) {
        close(out);
        return -1;
      }
      done += wrote;
    }
    at += size;
  }
  return close(out);
}

/* Unpacks the image into a new folder. */
static int unpack(const char *self, long offset, const char *folder) {
  sqfs fs;
  sqfs_traverse walk;
  sqfs_err error;
  char to[PATH_MAX];
  if (mkdir(folder, 0700)) return -1;
  if (sqfs_open_image(&fs, self, offset)) return errno = EIO, -1;
  if (sqfs_traverse_open(&walk, &fs, sqfs_inode_root(&fs))) return errno = EIO, -1;
  while (sqfs_traverse_next(&walk, &error)) {
    if (walk.dir_end) continue;
    if (snprintf(to, sizeof to, "%s/%s", folder, walk.path) >= (int)sizeof to) {
      return errno = ENAMETOOLONG, -1;
    }
    if (unpack_one(&fs, &walk.entry, to)) return -1;
  }
  sqfs_traverse_close(&walk);
  return error ? (errno = EIO, -1) : 0;
}

static int drop(const char *path, const struct stat *about, int kind, struct FTW *place) {
  (void)about, (void)kind, (void)place;
  return remove(path);
}

static int drop_all(const char *folder) { return nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS); }

/* Holds an unpacked folder as long as the program runs, which inherits the file; -1 if it is held. */
static int hold(const char *folder, int how) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s.lock", folder);
  int lock = open(path, O_RDWR | O_CREAT, 0600);
  if (lock >= 0 && flock(lock, how) == 0) return lock;
  if (lock >= 0) close(lock);
  return -1;
}

/* Takes away what other versions unpacked, unless one of them runs. */
static void sweep(const char *cache, const char *mine) {
  char path[PATH_MAX], lock[PATH_MAX + 8];
  DIR *list = opendir(cache);
  if (!list) return;
  for (struct dirent *entry; (entry = readdir(list));) {
    const char *name = entry->d_name;
    size_t length = strlen(name);
    int other = strncmp(name, NAME, strlen(NAME)) == 0 && length > 5 &&
                strcmp(name + length - 5, ".lock") != 0 && strcmp(name, mine) != 0;
    if (!other || snprintf(path, sizeof path, "%s/%s", cache, name) >= (int)sizeof path) continue;
    int held = hold(path, LOCK_EX | LOCK_NB);
    if (held < 0) continue;
    drop_all(path);
    snprintf(lock, sizeof lock, "%s.lock", path);
    unlink(lock);
    close(held);
  }
  closedir(list);
}

int main(int count, char **words) {
  char self[PATH_MAX], here[PATH_MAX], cache[PATH_MAX / 2], folder[PATH_MAX], part[PATH_MAX + 32];
  if (!realpath("/proc/self/exe", self)) return fail("cannot find", "/proc/self/exe");
  long offset = payload(self);
  if (offset < 0) return fail("cannot read", self);
  const char *first = count > 1 ? words[1] : "";
  if (strcmp(first, "--appimage-offset") == 0) return printf("%ld\n", offset) < 0;
  if (strcmp(first, "--appimage-extract") == 0) {
    return unpack(self, offset, "squashfs-root") ? fail("cannot unpack to", "squashfs-root") : 0;
  }

  const char *named = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (named && *named) {
    snprintf(cache, sizeof cache, "%s", named);
  } else {
    snprintf(cache, sizeof cache, "%s/.cache", home && *home ? home : "/tmp");
  }
  mkdir(cache, 0700);
  snprintf(folder, sizeof folder, "%s/" NAME IMAGE_ID, cache);
  /* Held before it is looked for, so that no other start sweeps it away in between. */
  if (hold(folder, LOCK_SH) < 0) return fail("cannot write to", cache);
  if (access(folder, F_OK)) {
    snprintf(part, sizeof part, "%s.%d", folder, getpid());
    int unpacking = hold(part, LOCK_EX);
    drop_all(part);
    if (unpack(self, offset, part)) {
      int why = errno;
      drop_all(part);
      errno = why;
      return fail("cannot unpack to", part);
    }
    /* Another start may have been quicker: then its folder stands, and it is the same. */
    if (rename(part, folder)) drop_all(part);
    strcat(part, ".lock");
    unlink(part);
    close(unpacking);
    sweep(cache, NAME IMAGE_ID);
  }
  setenv("APPIMAGE", self, 1);
  setenv("APPDIR", folder, 1);
  setenv("ARGV0", words[0], 1);
  if (getcwd(here, sizeof here)) setenv("OWD", here, 1);
  snprintf(part, sizeof part, "%s/AppRun", folder);
  execv(part, words);
  return fail("cannot start", part);
}
