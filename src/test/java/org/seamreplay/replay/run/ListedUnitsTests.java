package org.seamreplay.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seamreplay.compile.Compiler;
import org.seamreplay.replay.boundary.BadInput;

/** Units beside those of the TDX directory, as a tree lists them. */
class ListedUnitsTests {
  @TempDir private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    write(Compiler.TDX_UNIT, "");
    write("virt/kvm/kvm_main.c", "");
    write("drivers/guest.c", "");
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void treeWithoutListHasTheUnitsOfTheTdxDirectory() {
    KernelTree kernel = KernelTree.open(tree);
    assertThat(kernel.units()).containsExactly(Compiler.TDX_UNIT);
    assertThat(kernel.guestUnits()).isEmpty();
  }

  @Test
  void listAddsUnitsOfHostAndGuestAndChangesTheDigest() throws IOException {
    String before = KernelTree.open(tree).digest();
    write(
        KernelTree.UNITS,
        "# a comment\n\nhost virt/kvm/kvm_main.c # another\nguest\tdrivers/guest.c\n");
    KernelTree kernel = KernelTree.open(tree);
    assertThat(kernel.units()).containsExactly(Compiler.TDX_UNIT, "virt/kvm/kvm_main.c");
    assertThat(kernel.guestUnits()).containsExactly("drivers/guest.c");
    assertThat(kernel.digest()).isNotEqualTo(before);
    String listed = kernel.digest();
    write("drivers/guest.c", "int changed;\n");
    assertThat(KernelTree.open(tree).digest()).isNotEqualTo(listed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "host | 1: a line is 'host PATH' or 'guest PATH'",
        "other virt/kvm/kvm_main.c | 1: a line is 'host PATH' or 'guest PATH'",
        "host a.c b.c | 1: a line is 'host PATH' or 'guest PATH'",
        "host virt/kvm/absent.c | 1: no C file virt/kvm/absent.c in the tree",
        "host ../outside.c | 1: no C file ../outside.c in the tree",
        "host /etc/passwd.c | 1: no C file /etc/passwd.c in the tree",
        "guest virt/kvm | 1: no C file virt/kvm in the tree",
      })
  void wrongLineIsNamed(String line, String message) throws IOException {
    write(KernelTree.UNITS, line + "\n");
    assertThatThrownBy(() -> KernelTree.open(tree))
        .isInstanceOf(BadInput.class)
        .hasMessage(tree.resolve(KernelTree.UNITS) + ":" + message);
  }
}
