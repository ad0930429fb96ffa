package org.seamreplay.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.series.PlainGit;

/** Objects read where they lie are those that JGit reads. */
class MappedRepositoryTests {
  @TempDir Path directory;
  private Git git;

  @BeforeEach
  void repository() throws IOException {
    PlainGit.use();
    git = Git.init(directory);
    RandomText text = new RandomText(7, 1000);
    List<String> lines = text.file(400);
    for (int i = 0; i < 6; i++) {
      lines = text.edited(lines, 5);
      git.write("dir" + i % 2 + "/a.c", RandomText.bytes(lines));
      git.write("b" + i + ".c", "");
      git.commit("number " + i);
    }
    git.run("tag", "-a", "v1", "-m", "one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // loose
        "repack -q -a -d -f --depth=50 --window=20",
        "-c repack.useDeltaBaseOffset=false repack -q -a -d -f",
        "-c pack.indexVersion=1 repack -q -a -d",
        "repack -q -a -d --write-midx"
      })
  void everyObjectIsTheSame(String packing) throws IOException {
    if (!packing.isEmpty()) {
      git.run(packing.split(" ", -1));
    }
    assertSame();
  }

  @Test
  void offsetsMayNeedEightBytes() throws IOException {
    git.run("repack", "-q", "-a", "-d");
    Path pack = only(".pack");
    Path index = only(".idx");
    Files.delete(index);
    git.run("index-pack", "--index-version=2,0x40", pack.toString());
    assertSame();
  }

  private void assertSame() throws IOException {
    List<String> ids =
        git.run("cat-file", "--batch-check=%(objectname)", "--batch-all-objects").lines().toList();
    assertThat(ids).hasSizeGreaterThan(20);
    RepositoryBuilder builder = builder();
    try (Repository ours = new MappedRepository(builder, builder.build());
        Repository theirs = builder().build();
        ObjectReader reader = ours.newObjectReader();
        ObjectReader other = theirs.newObjectReader()) {
      for (String id : ids) {
        ObjectLoader got = reader.open(ObjectId.fromString(id));
        ObjectLoader expected = other.open(ObjectId.fromString(id));
        assertThat(got.getType()).isEqualTo(expected.getType());
        assertThat(got.getBytes()).isEqualTo(expected.getBytes());
        for (int digits : new int[] {2, 5, 12, 40}) {
          AbbreviatedObjectId start = AbbreviatedObjectId.fromString(id.substring(0, digits));
          assertThat(List.copyOf(reader.resolve(start)))
              .containsExactlyInAnyOrderElementsOf(other.resolve(start));
        }
      }
    }
  }

  @Test
  void whatIsNotThereOrSomethingElseIsSaid() throws IOException {
    git.run("repack", "-q", "-a", "-d");
    RepositoryBuilder builder = builder();
    try (Repository ours = new MappedRepository(builder, builder.build());
        ObjectReader reader = ours.newObjectReader()) {
      ObjectId unknown = ObjectId.fromString("0123456789abcdef0123456789abcdef01234567");
      assertThatThrownBy(() -> reader.open(unknown)).isInstanceOf(MissingObjectException.class);
      ObjectId commit = ObjectId.fromString(git.run("rev-parse", "HEAD"));
      assertThatThrownBy(() -> reader.open(commit, Constants.OBJ_BLOB))
          .isInstanceOf(IncorrectObjectTypeException.class);
      assertThat(reader.resolve(AbbreviatedObjectId.fromString("0123456789"))).isEmpty();
    }
  }

  @Test
  void largeObjectsAreNotUnpacked() throws IOException {
    git.write("large.c", new byte[200_000]);
    git.commit("large");
    git.run("repack", "-q", "-a", "-d");
    ObjectId large = ObjectId.fromString(git.run("rev-parse", "HEAD:large.c"));
    try (MappedPack pack = MappedPack.open(only(".idx")).orElseThrow()) {
      long at = pack.find(large).orElseThrow();
      assertThat(pack.read(at, 200_000).bytes()).hasSize(200_000);
      assertThatThrownBy(() -> pack.read(at, 199_999)).isInstanceOf(LargeObjectException.class);
    }
  }

  @Test
  void damagedPacksAreRefusedInOneLine() throws IOException {
    git.run("repack", "-q", "-a", "-d", "-f");
    String head = git.run("rev-parse", "HEAD");
    Path pack = only(".pack");
    Path index = only(".idx");
    assertThat(pack.toFile().setWritable(true) && index.toFile().setWritable(true)).isTrue();
    byte[] goodPack = Files.readAllBytes(pack);
    byte[] goodIndex = Files.readAllBytes(index);
    Random random = new Random(1);
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Files.write(pack, i % 2 == 0 ? damaged(goodPack, random) : goodPack);
      Files.write(index, i % 2 == 0 ? goodIndex : damaged(goodIndex, random));
      try (Base base = GitBase.open(directory, head)) {
        base.file("dir0/a.c").ifPresent(Entry::content);
        base.file("dir1/a.c").ifPresent(Entry::content);
      } catch (BadTree e) {
        refusals.add(e.getMessage());
      }
    }
    assertThat(refusals)
        .hasSizeGreaterThan(50)
        .allMatch(message -> message.startsWith(directory + ": ") && !message.contains("\n"));
  }

  private static byte[] damaged(byte[] good, Random random) {
    byte[] bad = good.clone();
    for (int i = random.nextInt(20); i >= 0; i--) {
      bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
    }
    return bad;
  }

  private RepositoryBuilder builder() {
    return new RepositoryBuilder().setGitDir(directory.resolve(".git").toFile());
  }

  private Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve(".git/objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}
