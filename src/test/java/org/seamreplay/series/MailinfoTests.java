package org.seamreplay.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.tree.Git;

/** Beside the real git: a mail says to it what it says to us. */
class MailinfoTests {
  private static final ReadOptions ALONE = new ReadOptions(OptionalInt.empty(), true);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "folded-headers.mbox",
        "in-body-from.mbox",
        "scissors-in-mail.mbox",
        "quoted-printable.mbox",
        "base64.mbox",
        "base64-crlf.mbox",
        "iso-8859-1.mbox",
        "crlf.mbox",
        "signed.mbox",
        "notes-below-dashes.mbox",
        "from-lines.mbox",
        "old-dates.mbox",
        "tags-of-lists.mbox",
        "patchwork-tags.mbox",
        "minor-version.mbox",
        "diff-below-scissors.mbox"
      })
  void mailsSayWhatTheySayToGit(String sample, @TempDir Path directory) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "no /usr/bin/git");
    List<byte[]> mails = new ArrayList<>();
    Mailbox.split(
        Files.readAllBytes(SampleTests.SAMPLES.resolve(sample)), (number, mail) -> mails.add(mail));
    assertThat(mails).isNotEmpty();
    for (byte[] mail : mails) {
      Git.Result git =
          Git.in(directory)
              .attempt(mail, "mailinfo", "--scissors", "--quoted-cr=strip", "msg", "patch");
      assertThat(git.status()).as(git.output()).isZero();
      SeriesSource source = new SeriesSource.Stream(new ByteArrayInputStream(mail), sample);
      Patch patch = SeriesReader.read(source, ALONE).patches().get(0);
      assertThat(git.output())
          .contains("Author: " + patch.author().name() + "\n")
          .contains("Email: " + patch.author().mail() + "\n")
          .contains("Subject: " + patch.subject() + "\n");
      assertThat(patch.body())
          .isEqualTo(PatchText.tidy(Files.readString(directory.resolve("msg"))));
    }
  }
}
