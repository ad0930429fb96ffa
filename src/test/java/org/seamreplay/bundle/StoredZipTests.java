package org.seamreplay.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.replay.boundary.BadInput;

/** The one form of archive that is written and read, and all the others that are not. */
class StoredZipTests {
  @TempDir Path directory;

  private static SortedMap<String, byte[]> files() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("manifest.json", "{}".getBytes(UTF_8));
    files.put("golden/linux-7.3/boot@server-512g.jsonl", new byte[0]);
    byte[] blob = new byte[70_000];
    new Random(1).nextBytes(blob);
    files.put("blobs/" + "ab".repeat(20), blob);
    return files;
  }

  private static void assertRefused(byte[] archive, String why) {
    assertThatThrownBy(() -> StoredZip.read(archive, "x.bundle", Names::isKnown))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("x.bundle: ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void filesAreReadAsTheyWereWritten() {
    SortedMap<String, byte[]> read = StoredZip.read(StoredZip.write(files()), "x", Names::isKnown);

    assertThat(read.keySet()).isEqualTo(files().keySet());
    read.forEach((name, content) -> assertThat(content).isEqualTo(files().get(name)));
  }

  @Test
  void otherProgramsReadItToo() throws IOException {
    Path file = Files.write(directory.resolve("x.zip"), StoredZip.write(files()));

    try (ZipFile zip = new ZipFile(file.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName).toList())
          .containsExactlyElementsOf(files().keySet());
      for (Map.Entry<String, byte[]> one : files().entrySet()) {
        assertThat(zip.getInputStream(zip.getEntry(one.getKey())).readAllBytes())
            .isEqualTo(one.getValue());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../manifest.json",
        "/etc/passwd",
        "golden/../../x.jsonl",
        "golden/.git/x.jsonl",
        "golden//x.jsonl",
        "golden\\x.jsonl",
        "traces/a b.jsonl",
        "definitions/scenarios/.hidden",
        "definitions/other/x.yaml",
        "blobs/abc",
        "README",
        "manifest.json/",
        "series/1.diff",
      })
  void nameThatNoBundleHasIsRefused(String name) {
    SortedMap<String, byte[]> files = files();
    files.put(name, new byte[] {1});

    assertRefused(StoredZip.write(files), "no bundle has a file '");
  }

  @Test
  void compressedFileIsRefusedBeforeItIsUnpacked() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        out.write(zeros);
      }
    }

    assertRefused(bytes.toByteArray(), "is compressed");
  }

  @Test
  void archiveOfAnotherFormIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> file : files().entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        CRC32 crc = new CRC32();
        crc.update(file.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(file.getValue().length);
        entry.setTime(1_700_000_000_000L);
        out.putNextEntry(entry);
        out.write(file.getValue());
      }
    }

    assertRefused(bytes.toByteArray(), "not as 'seamreplay bundle create' has written it");
  }

  @Test
  void symbolicLinkIsRefused() {
    byte[] archive = StoredZip.write(files());
    int table = archive.length - 22 - tableBytes(archive);
    // Version made by: Unix. External attributes: a link that everybody may follow.
    archive[table + 5] = 3;
    archive[table + 40] = 0;
    archive[table + 41] = (byte) 0xa1;

    assertRefused(archive, "packed anew");
  }

  @Test
  void tableThatTellsAnotherStoryIsRefused() {
    byte[] archive = StoredZip.write(files());
    int table = archive.length - 22 - tableBytes(archive);
    byte[] name = "blobs/".getBytes(UTF_8);
    assertThat(Arrays.copyOfRange(archive, table + 46, table + 46 + name.length)).isEqualTo(name);
    archive[table + 46 + name.length] ^= 1;

    assertRefused(archive, "packed anew");
  }

  private static int tableBytes(byte[] archive) {
    int at = archive.length - 22 + 12;
    return (archive[at] & 0xff) | (archive[at + 1] & 0xff) << 8 | (archive[at + 2] & 0xff) << 16;
  }

  @Test
  void bytesBehindOrBetweenAreRefused() {
    byte[] archive = StoredZip.write(files());

    assertRefused(Arrays.copyOf(archive, archive.length + 1), "packed anew");
    assertRefused(Arrays.copyOf(archive, archive.length - 1), "");
    assertRefused(new byte[0], "not a bundle");
    assertRefused("PK\3\4".getBytes(UTF_8), "not a bundle");
  }

  /** Every bit that is turned is noticed, wherever it is: a digest is in front of each file. */
  @Test
  void damageIsNoticed() {
    byte[] archive = StoredZip.write(files());
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = archive.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      assertRefused(damaged, "");
    }
  }

  @Test
  void anyPrefixIsRefused() {
    SortedMap<String, byte[]> files = new TreeMap<>(Map.of("manifest.json", new byte[300]));
    byte[] archive = StoredZip.write(files);
    for (int length = 0; length < archive.length; length++) {
      assertRefused(Arrays.copyOf(archive, length), "");
    }
  }
}
