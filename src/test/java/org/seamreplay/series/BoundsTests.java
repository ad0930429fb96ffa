package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input made to be too much is refused soon, in one line, whatever is too much about it. */
class BoundsTests {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String DIFF =
      """
      diff --git a/x b/x
      --- a/x
      +++ b/x
      @@ -1 +1 @@
      -old
      +new
      """;

  private static String read(InputStream in) {
    try {
      SeriesSource source = new SeriesSource.Stream(in, "in");
      Series series = SeriesReader.read(source, ReadOptions.DEFAULT);
      return series.count() + " " + series.title();
    } catch (BadSeries e) {
      assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(400);
      return e.getMessage();
    }
  }

  private static String read(String text) {
    return assertTimeout(SOON, () -> read(new ByteArrayInputStream(text.getBytes(ISO_8859_1))));
  }

  private static String mail(String fields, String body) {
    return "From: Jane <jane@lab.example>\nSubject: [PATCH] one\n" + fields + "\n" + body;
  }

  /** As many bytes as wanted, without holding them. */
  private static InputStream endless(String start, long length) {
    byte[] first = start.getBytes(ISO_8859_1);
    return new InputStream() {
      private long at;

      @Override
      public int read() {
        at++;
        return at > length ? -1 : at <= first.length ? first[(int) at - 1] : 'x';
      }

      @Override
      public int read(byte[] bytes, int from, int count) {
        if (at >= length) {
          return -1;
        }
        if (at < first.length) {
          bytes[from] = (byte) read();
          return 1;
        }
        int some = (int) Math.min(count, length - at);
        Arrays.fill(bytes, from, from + some, (byte) 'x');
        at += some;
        return some;
      }
    };
  }

  @Test
  void aHundredMegabytesAreOneMailTooLarge() {
    String said =
        assertTimeout(SOON, () -> read(endless(mail("Message-ID: <a@b>\n", DIFF), 100L << 20)));
    assertThat(said).isEqualTo("in: has no patches (in is larger than 32 MB)");
  }

  @Test
  void aHundredMegabytesAreOnePatchTooLarge() {
    assertThat(assertTimeout(SOON, () -> read(endless(DIFF, 100L << 20))))
        .isEqualTo("in: a patch of more than 32 MB; split it");
  }

  @Test
  void aStreamWithoutEndIsLeft() {
    assertThat(assertTimeout(SOON, () -> read(endless(DIFF, Long.MAX_VALUE))))
        .isEqualTo("in: larger than 128 MB; give one series");
  }

  @Test
  void aCompressedBombIsNotUnpacked() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 400; i++) {
        gzip.write(zeros);
      }
    }
    assertThat(bomb.size()).isLessThan(1 << 20);
    assertThat(assertTimeout(SOON, () -> read(new ByteArrayInputStream(bomb.toByteArray()))))
        .isEqualTo("in: larger than 128 MB when unpacked; give one series");
  }

  @Test
  void tooManyMessagesAreRefused() {
    String message = "From git@z Thu Jan  1 00:00:00 1970\nSubject: Re: a\n\n\n";
    assertThat(read(message.repeat(30_000)))
        .isEqualTo("in: has more than 20000 messages; give one thread");
  }

  @Test
  void aLongChainOfAnswersIsWalkedOnce() {
    StringBuilder thread = new StringBuilder();
    for (int i = 19_000; i > 0; i--) {
      thread
          .append("From git@z Thu Jan  1 00:00:00 1970\nSubject: [PATCH ")
          .append(i % 9000 + 1)
          .append("/9001] a\nMessage-ID: <")
          .append(i)
          .append("@a>\nIn-Reply-To: <")
          .append(i - 1)
          .append("@a>\n\n---\n")
          .append(DIFF)
          .append('\n');
    }
    assertThat(read(thread.toString())).startsWith("in: patch 9001/9001 of v1 is missing");
  }

  @Test
  void aSeriesOfThousandsIsRefused() {
    StringBuilder thread = new StringBuilder();
    for (int i = 1; i <= 2001; i++) {
      thread.append("From git@z Thu Jan  1 00:00:00 1970\nSubject: [PATCH ").append(i);
      thread.append("/2001] a\nMessage-ID: <").append(i).append("@a>\n\n---\n").append(DIFF);
    }
    assertThat(read(thread.toString()))
        .isEqualTo("in: a series of 2001 patches; at most 2000 are taken");
  }

  @Test
  void millionsOfLinesAreRefusedBeforeTheyAreObjects() {
    String lines = "@@ -1,2500000 +1,2500000 @@\n" + "+\n-\n".repeat(2_500_000);
    assertThat(read("diff --git a/x b/x\n--- a/x\n+++ b/x\n" + lines))
        .isEqualTo("in: has more than 2000000 lines of diff; give a smaller series");
  }

  @Test
  void aVeryLongLineIsALine() {
    String line = "x".repeat(10 << 20);
    assertThat(read(mail("", DIFF.replace("new", line)))).isEqualTo("1 one");
    assertThat(read(mail("", line + "\n---\n" + DIFF))).isEqualTo("1 one");
    assertThat(read(mail("", line))).isEqualTo("in: has no patches (in has no diff)");
  }

  @ParameterizedTest
  @CsvSource({
    "Subject, =?a?q?",
    "Subject, '=?utf-8?q?a?= '",
    "Subject, 'Re: '",
    "Subject, []",
    "Subject, [[",
    "Subject, 'x '",
    "From, =?utf-8?b?",
    "From, (",
    "From, '(\"<'",
    "Date, '1 Jan 1 '",
    "Date, ' '",
    "Message-ID, <",
    "References, <a@b>",
    "Content-Type, name=",
    "Content-Type, 'a/b;c=\"\\'",
    "Content-Type, ;x=(",
    "Content-Type, 'text/plain; charset*0=u; '",
    "Content-Disposition, name=.patch",
    "Content-Disposition, 'attachment; filename*1=.patch; '",
    "X-Other, ::"
  })
  void fieldsMadeToTakeLongDoNot(String name, String repeated) {
    String value = repeated.repeat((250 << 10) / repeated.length());
    String mail =
        "%s: %s\nMessage-ID: <1@a>\nSubject: [PATCH] one\n\n%s".formatted(name, value, DIFF);
    assertThat(assertTimeout(SOON, () -> read(new ByteArrayInputStream(mail.getBytes(ISO_8859_1)))))
        .matches("1 .*|in: has no patches.*");
    String inBody = "From: Jane <jane@lab.example>\nSubject: [PATCH] one\n\n" + mail;
    assertThat(read(inBody)).matches("1 .*|in: has no patches.*");
  }

  @Test
  void oneFieldIsNotAllOfAMail() {
    assertThat(read(mail("X: " + "x".repeat(300 << 10) + "\n", DIFF)))
        .startsWith("in: has no patches (in is broken: ");
    assertThat(read(mail("X: x\n".repeat(3000), DIFF)))
        .startsWith("in: has no patches (in is broken: ");
  }

  @Test
  void partsWithinPartsEnd() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n");
      deep.append("--b").append(i).append('\n');
    }
    assertThat(read("From: a\nSubject: [PATCH] one\n" + deep + "\n\n" + DIFF))
        .isEqualTo("in: has no patches (in has parts nested deeper than 16 levels)");
  }

  @Test
  void messagesWithinMessagesEnd() {
    String deep = "Content-Type: message/rfc822\n\n".repeat(5000);
    assertThat(read("From: a\nSubject: [PATCH] one\n" + deep + "\n\n" + DIFF))
        .startsWith("in: has no patches");
  }

  @Test
  void partsBesidePartsEnd() {
    String parts = "--b\nContent-Type: text/plain\n\na\n".repeat(1000);
    assertThat(read(mail("Content-Type: multipart/mixed; boundary=b\n", parts)))
        .isEqualTo("in: has no patches (in has more than 200 parts)");
  }

  @Test
  void aHeadOfQuotesIsNotTriedInAllWays() {
    assertThat(read(mail("", "diff --git " + "\"a \"".repeat(1 << 20) + "\n--- a/x\n+++ b/x\n")))
        .isEqualTo("in: line 1 of its diff: longer than two paths can be");
    assertThat(read(mail("", "diff --git a/x b/x\nrename from " + "\\1".repeat(1 << 20) + "\n")))
        .isEqualTo("in: line 2 of its diff: longer than two paths can be");
  }

  @Test
  void blankLinesAreRead() {
    assertThat(read(mail("", "\n".repeat(5 << 20) + "a\n---\n" + DIFF))).isEqualTo("1 one");
    assertThat(read("\n".repeat(5 << 20))).startsWith("in: has no patches");
  }

  @Test
  void linesThatAlmostStartSomethingAreRead() {
    for (String line :
        new String[] {
          "From a 1:11:11\n", "--- a\n", "diff --git\n", "Index: \n", "@@ -\n", "-- >8\n", "=\n"
        }) {
      assertThat(read(mail("", "text\n" + line.repeat(300_000)))).startsWith("in: ");
    }
  }
}
