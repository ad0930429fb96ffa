package org.seamreplay.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrFileTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void compiledModuleComesBackEqual(int optLevel) throws CorruptIrFile {
    IrModule module = EverythingModule.at(optLevel);

    IrModule read = IrFile.read(IrFile.write(module));

    assertThat(read).isEqualTo(module);
    assertThat(read.structs().keySet()).containsExactlyElementsOf(module.structs().keySet());
  }

  @Test
  void moduleWithEveryKindOfInstructionAndOperandComesBackEqual() throws CorruptIrFile {
    IrModule module = HandMadeModule.module();

    assertThat(kinds(module)).containsAll(Set.of(Instruction.class.getPermittedSubclasses()));
    assertThat(IrFile.read(IrFile.write(module))).isEqualTo(module);
  }

  private static Set<Class<?>> kinds(IrModule module) {
    Set<Class<?>> kinds = new HashSet<>();
    for (IrModule.Function function : module.functions()) {
      for (IrModule.Block block : function.blocks()) {
        block.entries().forEach(entry -> kinds.add(entry.instruction().getClass()));
      }
    }
    return kinds;
  }

  @Test
  void writingTwiceGivesTheSameBytes() {
    assertThat(IrFile.write(EverythingModule.at(0)))
        .isEqualTo(IrFile.write(EverythingModule.at(0)));
  }

  /** Who changes the model changes the files, and old ones must not be taken for new ones. */
  @Test
  void versionGoesWithTheShapeOfTheModel() {
    StringBuilder shape = new StringBuilder();
    for (Class<?> root : List.of(IrModule.class, Instruction.class, Operand.class, Type.class)) {
      addShape(root, shape);
    }

    assertThat(IrFile.VERSION + " " + Integer.toHexString(shape.toString().hashCode()))
        .as("count IrFile.VERSION up, then put the new shape here")
        .isEqualTo("3 98c45730");
  }

  private static void addShape(Class<?> type, StringBuilder shape) {
    shape.append(type.getSimpleName());
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        shape
            .append(' ')
            .append(component.getGenericType())
            .append(' ')
            .append(component.getName());
      }
    } else if (type.isEnum()) {
      shape.append(Arrays.toString(type.getEnumConstants()));
    }
    shape.append('\n');
    Class<?>[] inner = type.getDeclaredClasses();
    Arrays.sort(inner, Comparator.comparing(Class::getName));
    for (Class<?> one : inner) {
      addShape(one, shape);
    }
  }

  @Test
  void anotherVersionIsRefused() {
    byte[] file = IrFile.write(HandMadeModule.module());
    file[7]++;

    assertThatThrownBy(() -> IrFile.read(file))
        .isInstanceOf(CorruptIrFile.class)
        .hasMessageContaining("version");
  }

  @Property(tries = 300)
  void truncatedFileIsRefused(@ForAll @IntRange(min = 0, max = 100_000) int cut) {
    byte[] file = IrFile.write(HandMadeModule.module());
    byte[] shorter = Arrays.copyOf(file, cut % file.length);

    assertThatThrownBy(() -> IrFile.read(shorter)).isInstanceOf(CorruptIrFile.class);
  }

  @Property(tries = 300)
  void changedByteIsRefused(
      @ForAll @IntRange(min = 0, max = 100_000) int at,
      @ForAll @IntRange(min = 1, max = 255) int by) {
    byte[] file = IrFile.write(HandMadeModule.module());
    file[at % file.length] ^= (byte) by;

    assertThatThrownBy(() -> IrFile.read(file)).isInstanceOf(CorruptIrFile.class);
  }

  /**
   * As if the checksum fitted by chance: whatever is read, it ends, and ends in one of two ways.
   */
  @Property(tries = 2000)
  void changedBytesBehindTheChecksumAreReadOrRefused(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 0, max = 1 << 20) Integer> places,
      @ForAll byte by) {
    byte[] body = new IrFileWriter().write(HandMadeModule.module());
    for (int place : places) {
      body[place % body.length] ^= by;
    }

    assertThat(readsOrRefuses(body)).isTrue();
  }

  @Property(tries = 500)
  void randomBytesAreReadOrRefused(@ForAll @Size(max = 200) byte[] body) {
    assertThat(readsOrRefuses(body)).isTrue();
  }

  private static boolean readsOrRefuses(byte[] body) {
    try {
      return new IrFileReader(new IrBytesIn(body, 0, body.length)).module() != null;
    } catch (CorruptIrFile e) {
      return true;
    }
  }
}
