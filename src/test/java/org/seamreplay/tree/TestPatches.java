package org.seamreplay.tree;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.OptionalInt;
import org.seamreplay.series.ReadOptions;
import org.seamreplay.series.Series;
import org.seamreplay.series.SeriesReader;
import org.seamreplay.series.SeriesSource;

/** Series made of diffs. */
final class TestPatches {
  private TestPatches() {}

  /** A diff of one file that stays where it is. */
  static String change(String path, String hunks) {
    return "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n%2$s".formatted(path, hunks);
  }

  /** A new file. */
  static String create(String path, String hunks) {
    return "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n%2$s"
        .formatted(path, hunks);
  }

  /** A file that goes. */
  static String delete(String path, String hunks) {
    return "diff --git a/%1$s b/%1$s\ndeleted file mode 100644\n--- a/%1$s\n+++ /dev/null\n%2$s"
        .formatted(path, hunks);
  }

  /** A mail for each diff. */
  static Series series(String... diffs) {
    byte[][] bytes = new byte[diffs.length][];
    for (int i = 0; i < diffs.length; i++) {
      bytes[i] = diffs[i].getBytes(UTF_8);
    }
    return series(bytes);
  }

  /** A mail for each diff. */
  static Series series(byte[]... diffs) {
    return read(mailbox(diffs), diffs.length);
  }

  /** A mailbox with a mail for each diff. */
  static byte[] mailbox(byte[]... diffs) {
    ByteArrayOutputStream box = new ByteArrayOutputStream();
    for (int i = 0; i < diffs.length; i++) {
      String head =
          """
          From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
          From: A Tester <tester@seamreplay.example>
          Subject: [PATCH %d/%d] x86/virt/tdx: Change number %1$d
          Content-Type: text/plain; charset=UTF-8
          Content-Transfer-Encoding: 8bit

          Why.
          ---
          """;
      box.writeBytes(head.formatted(i + 1, diffs.length).getBytes(UTF_8));
      box.writeBytes(diffs[i]);
      box.writeBytes("-- \n2.39.5\n\n".getBytes(UTF_8));
    }
    return box.toByteArray();
  }

  /** Reads a mailbox. */
  static Series read(byte[] mailbox, int count) {
    Series series =
        SeriesReader.read(
            new SeriesSource.Stream(new ByteArrayInputStream(mailbox), "the mailbox"),
            new ReadOptions(OptionalInt.empty(), false));
    if (series.patches().size() != count) {
      throw new AssertionError(series.patches().size() + " patches instead of " + count);
    }
    return series;
  }
}
