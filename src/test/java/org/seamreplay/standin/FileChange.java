package org.seamreplay.standin;

/** What patches make of one file. */
record FileChange(String path, String before, String after) {
  FileChange then(FileChange next) {
    return new FileChange(path, before, next.after());
  }
}
