package org.seamreplay.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A series is its mails, whatever order they lie in and whatever is said about them. */
class ThreadPropertyTests {
  private static final List<String> THREADS =
      List.of(
          "thread-out-of-order.mbox",
          "answer-with-scissors.mbox",
          "answer-without-re.mbox",
          "versions.mbox",
          "newest-incomplete.mbox",
          "missing-number.mbox",
          "minor-version.mbox",
          "resend-series.mbox",
          "resend-incomplete.mbox",
          "resend-single.mbox",
          "unthreaded.mbox",
          "deep-thread.mbox",
          "patch-beside.mbox",
          "remark-patch.mbox",
          "unnumbered.mbox",
          "two-series.mbox");

  @Provide
  Arbitrary<String> threads() {
    return Arbitraries.of(THREADS);
  }

  @Property(tries = 300, seed = "20260601")
  void theOrderOfTheMailsDoesNotMatter(@ForAll("threads") String thread, @ForAll long seed)
      throws IOException {
    List<byte[]> mails = mails(thread);
    List<byte[]> shuffled = new ArrayList<>(mails);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(facts(shuffled)).isEqualTo(facts(mails));
  }

  @Property(tries = 300, seed = "20260602")
  void answersDoNotMatter(
      @ForAll("threads") String thread,
      @ForAll @IntRange(min = 1, max = 8) int count,
      @ForAll long seed)
      throws IOException {
    List<byte[]> mails = mails(thread);
    List<byte[]> more = new ArrayList<>(mails);
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] answered = mails.get(random.nextInt(mails.size()));
      more.add(random.nextInt(more.size() + 1), answer(answered, i, random.nextBoolean()));
    }
    assertThat(facts(more)).isEqualTo(facts(mails));
  }

  /** An answer that quotes all of a mail, and perhaps shows a diff of its own. */
  private static byte[] answer(byte[] mail, int number, boolean diff) {
    String text = new String(mail, UTF_8);
    String subject = field(text, "Subject: ");
    String id = field(text, "Message-ID: ");
    String quoted = text.lines().map(line -> "> " + line + "\n").collect(Collectors.joining());
    String own =
        """

        -- >8 --
        Subject: [PATCH] mine

        diff --git a/x b/x
        --- a/x
        +++ b/x
        @@ -1 +1 @@
        -1
        +2
        """;
    return ("From: Eve <eve@list.example>\nDate: Tue, 2 Jun 2026 10:00:00 +0000\nSubject: Re: "
            + subject
            + "\nMessage-ID: <answer-"
            + number
            + "@list.example>\nIn-Reply-To: "
            + id
            + "\n\n"
            + quoted
            + (diff ? own : "\nFine.\n"))
        .getBytes(UTF_8);
  }

  private static String field(String mail, String name) {
    return mail.lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length());
  }

  private static List<byte[]> mails(String name) throws IOException {
    List<byte[]> mails = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(SampleTests.SAMPLES.resolve(name));
    Mailbox.split(bytes, (number, mail) -> mails.add(mail));
    return mails;
  }

  /** What is read, without the places of the mails and what is said about those left out. */
  private static String facts(List<byte[]> mails) {
    ByteArrayOutputStream mailbox = new ByteArrayOutputStream();
    for (byte[] mail : mails) {
      mailbox.writeBytes("From git@z Thu Jan  1 00:00:00 1970\n".getBytes(UTF_8));
      mailbox.writeBytes(mail);
      mailbox.write('\n');
    }
    SeriesSource source =
        new SeriesSource.Stream(new ByteArrayInputStream(mailbox.toByteArray()), "mailbox");
    try {
      return Described.series(SeriesReader.read(source, ReadOptions.DEFAULT))
          .lines()
          .filter(line -> !line.startsWith("note ") && !line.startsWith("  from "))
          .collect(Collectors.joining("\n"));
    } catch (BadSeries e) {
      return e.reason().toString();
    }
  }
}
