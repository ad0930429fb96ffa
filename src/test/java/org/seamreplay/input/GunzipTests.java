package org.seamreplay.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GunzipTests {
  private static final int MOST = 1 << 20;

  @Property(tries = 200)
  void unpacksWhatJavaPacks(@ForAll @Size(max = 5) byte[][] members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    for (byte[] member : members) {
      packed.write(packed(member));
      plain.write(member);
    }
    if (members.length > 0) {
      assertThat(Gunzip.unpacked(packed.toByteArray(), MOST)).isEqualTo(plain.toByteArray());
    }
  }

  @Test
  void oneOfAHundredThousandEmptyMembersIsRefusedNotFollowed() throws IOException {
    byte[] empty = packed(new byte[0]);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 100_000; i++) {
      all.write(empty);
    }

    assertThatThrownBy(() -> Gunzip.unpacked(all.toByteArray(), MOST))
        .isInstanceOf(Unusable.class)
        .hasMessage("a gzip file with more than 10000 members");
  }

  @Test
  void whatUnpacksToMoreThanTheLimitIsRefused() throws IOException {
    assertThatThrownBy(() -> Gunzip.unpacked(packed(new byte[MOST + 1]), MOST))
        .hasMessage("larger than 1 MB when unpacked");
    assertThat(Gunzip.unpacked(packed(new byte[MOST]), MOST)).hasSize(MOST);
  }

  @Test
  void whatFollowsTheLastMemberIsPadding() throws IOException {
    byte[] padded = Arrays.copyOf(packed("text".getBytes(UTF_8)), 100);

    assertThat(Gunzip.unpacked(padded, MOST)).isEqualTo("text".getBytes(UTF_8));
  }

  /**
   * A damaged byte is found, or is one that does not matter: the same as Java's own reader says.
   */
  @Test
  void eachDamageIsFoundThatJavaFinds() throws IOException {
    byte[] content = "a line of text, a line of text\n".repeat(9).getBytes(UTF_8);
    byte[] good = packed(content);
    Random random = new Random(7);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << random.nextInt(8));
      boolean java =
          isRead(() -> new GZIPInputStream(new ByteArrayInputStream(bad)).readAllBytes());
      boolean ours = isRead(() -> Gunzip.unpacked(bad, MOST));
      // Reserved flags: RFC 1952 demands an error, Java gives none.
      assertThat(ours).as("byte %d", at).isIn(java, at != 3 && java);
    }
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThat(isRead(() -> Gunzip.unpacked(cut, MOST))).as("length %d", length).isFalse();
    }
  }

  private interface Reading {
    byte[] read() throws IOException;
  }

  private static boolean isRead(Reading reading) {
    try {
      reading.read();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }
}
