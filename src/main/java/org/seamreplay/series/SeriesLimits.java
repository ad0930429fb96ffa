package org.seamreplay.series;

/** How much is read of what strangers send. */
final class SeriesLimits {
  /** Bytes of all input: threads of hundreds of long mails have a tenth of it. */
  static final int INPUT = 128 << 20;

  /** Bytes of one mail or patch file; the longest patches that go to lists have a few megabytes. */
  static final int MAIL = 32 << 20;

  /** Messages of a mailbox, files of a directory. */
  static final int MAILS = 20_000;

  /** Levels of MIME parts within each other. */
  static final int DEPTH = 16;

  /** MIME parts of one mail. */
  static final int PARTS = 200;

  /** Header fields of one part. */
  static final int FIELDS = 2_000;

  /** Bytes of one header field; long lists of recipients have a few thousand. */
  static final int FIELD = 256 << 10;

  /** Messages that one is said to answer: the root, and what is nearest. */
  static final int ANCESTORS = 200;

  /** Characters of a subject. */
  static final int SUBJECT = 4096;

  /** Patches of a series. */
  static final int PATCHES = 2_000;

  /** Lines of all diffs of a series: more than any has that people read. */
  static final int LINES = 2_000_000;

  /** Bytes of a line in the head of a file's diff: two quoted paths of the greatest length. */
  static final int HEAD_LINE = 40_000;

  private SeriesLimits() {}
}
