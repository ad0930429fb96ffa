package org.seamreplay.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.ir.IrModule.StructLayout.Member;

/** What is expected of {@code everything.c} is what the C standard and the x86-64 ABI say. */
class LlvmReaderTests {
  private static final IrModule O0 = EverythingModule.at(0);
  private static final IrModule O2 = EverythingModule.at(2);

  private static Global global(String name) {
    return O0.globals().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }

  private static Function function(IrModule module, String name) {
    return module.functions().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<Entry> entries(Function function) {
    List<Entry> all = new ArrayList<>();
    function.blocks().forEach(block -> all.addAll(block.entries()));
    return all;
  }

  private static <T extends Instruction> List<T> instructions(
      IrModule module, String function, Class<T> kind) {
    return entries(function(module, function)).stream()
        .map(Entry::instruction)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Bit patterns by IEEE 754, the x87 format, and C's conversion of the literal. */
  @ParameterizedTest
  @CsvSource({
    "quiet, 7fc01234",
    "tiny, 1",
    "signalling, 7ff0000000000007",
    "extended, 3ffbcccccccccccccccd",
    "minus, bfff8000000000000000",
    "quad, 3ffb999999999999a000000000000000",
    "half, 2e66",
  })
  void floatingPointConstantsHaveAllTheirBits(String name, String bits) {
    assertThat(((Operand.FloatValue) global(name).initializer()).bits().toString(16))
        .isEqualTo(bits);
  }

  @Test
  void arraysOfFloatingPointHaveEachElement() {
    var elements = ((Operand.Aggregate) global("doubles").initializer()).elements();

    assertThat(elements)
        .extracting(e -> Double.longBitsToDouble(((Operand.FloatValue) e).bits().longValue()))
        .containsExactly(1.5, -0.0, 0.1, Double.POSITIVE_INFINITY);
  }

  @Test
  void wideIntegersAreUnsignedAndWhole() {
    assertThat(((Operand.IntValue) global("wide").initializer()).value())
        .isEqualTo(new BigInteger("fedcba98765432100123456789abcdef", 16));
    assertThat(((Operand.IntValue) global("negative").initializer()).value())
        .isEqualTo(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.valueOf(5)));
  }

  @Test
  void packedDataIsAsItLiesInMemory() {
    assertThat(bytes("numbers")).isEqualTo("\1\0\0\0\u00fe\u00ff\u00ff\u00ff\u00e0\u0093\4\0");
    assertThat(bytes("shorts")).isEqualTo("\1\0\2\0\u00ff\u00ff\0\0");
    assertThat(bytes("longs")).startsWith("\u00102Tv\u0098\u00ba\u00dc\u00fe\1\0");
    assertThat(O0.globals())
        .filteredOn(g -> g.name().startsWith(".str."))
        .extracting(g -> ((Operand.Bytes) g.initializer()).latin1())
        .contains("text\u00ff\0");
  }

  private static String bytes(String name) {
    return ((Operand.Bytes) global(name).initializer()).latin1();
  }

  @Test
  void globalsKeepWhatTheLinkerNeeds() {
    assertThat(global("per_thread").threadLocal()).isTrue();
    assertThat(global("in_section").section()).isEqualTo(".init.data");
    assertThat(global("weak_data").weak()).isTrue();
    assertThat(global("weak_data").initializer()).isNotNull();
    assertThat(global("weak_absent").weak()).isTrue();
    assertThat(global("weak_absent").initializer()).isNull();
    assertThat(global("local_data").local()).isTrue();
    assertThat(global("some_pair").local()).isFalse();
    assertThat(global("table").constant()).isTrue();
    assertThat(global("elsewhere").initializer()).isNull();
    assertThat(global("longs").align()).isEqualTo(16);
  }

  @Test
  void nameGivenByAnAsmLabelHasNoMark() {
    assertThat(global("other_name").initializer()).isNull();
  }

  @Test
  void functionsKeepWhatTheLinkerNeeds() {
    assertThat(function(O0, "starter").local()).isTrue();
    assertThat(function(O0, "starter").section()).isEqualTo(".init.text");
    assertThat(function(O0, "weak_function").weak()).isTrue();
    assertThat(function(O0, "variadic").blocks()).isEmpty();
    assertThat(function(O0, "variadic").type().variadic()).isTrue();
    assertThat(O0.aliases()).containsOnly(Map.entry("alias", "original"));
  }

  @Test
  void addressesInInitializersAreExpressions() {
    assertThat(global("middle").initializer())
        .isEqualTo(
            new Operand.GepExpression(
                new Type.Int(8), new Operand.Symbol("some_pair"), List.of(i64(8))));
    assertThat(((Operand.CastExpression) global("difference").initializer()).op())
        .isEqualTo(Instruction.Cast.CastOp.PTRTOINT);
    assertThat(((Operand.Aggregate) global("gotos.targets").initializer()).elements())
        .extracting(e -> ((Operand.BlockAddress) e).function())
        .containsExactly("gotos", "gotos", "gotos");
  }

  private static Operand.IntValue i64(long value) {
    return new Operand.IntValue(new Type.Int(64), BigInteger.valueOf(value));
  }

  @Test
  void byvalIsKnownAtFunctionAndCall() {
    assertThat(function(O0, "make").parameterByval().get(1)).isInstanceOf(Type.Struct.class);
    assertThat(function(O0, "make").parameterByval().get(2)).isNull();
    assertThat(instructions(O0, "calls", Instruction.Call.class))
        .anyMatch(call -> call.byval().stream().anyMatch(Type.Struct.class::isInstance));
  }

  @Test
  void asmGotoKnowsItsTargets() {
    var asm = instructions(O0, "asm_goto", Instruction.CallBr.class).get(0);

    assertThat(asm.otherTargets()).hasSize(1);
    assertThat(asm.otherTargets().get(0)).isNotEqualTo(asm.fallthrough());
    assertThat(((Operand.InlineAsm) asm.call().callee()).constraints())
        .startsWith("r,!i,~{memory}");
  }

  @Test
  void inlineAssemblyHasItsText() {
    var asm =
        instructions(O0, "assembly", Instruction.Call.class).stream()
            .map(Instruction.Call::callee)
            .filter(Operand.InlineAsm.class::isInstance)
            .map(Operand.InlineAsm.class::cast)
            .findFirst()
            .orElseThrow();

    assertThat(asm.text()).isEqualTo("mov $1, $0\n\tadd $2, $0");
    assertThat(asm.constraints()).startsWith("=&r,r,*m");
    assertThat(asm.sideEffects()).isTrue();
  }

  @Test
  void computedGotoKnowsItsTargets() {
    var jump = instructions(O0, "gotos", Instruction.IndirectBr.class).get(0);
    var table = (Operand.Aggregate) global("gotos.targets").initializer();

    assertThat(jump.targets())
        .containsExactlyElementsOf(
            table.elements().stream().map(e -> ((Operand.BlockAddress) e).block()).toList());
  }

  @Test
  void switchHasUnsignedCasesAndATargetForEach() {
    var branch = instructions(O0, "control", Instruction.Switch.class).get(0);

    assertThat(branch.cases())
        .extracting(c -> c.value().longValueExact())
        .containsExactly(1L, 2L, 0xfffffff7L, 100L, 101L, 102L, 103L);
    assertThat(branch.targets()).hasSize(7).doesNotContain(branch.defaultTarget());
  }

  @Test
  void namedRegisterIsReadByName() {
    var read = instructions(O0, "stack_pointer", Instruction.Call.class).get(0);

    assertThat(read.callee()).isEqualTo(new Operand.Symbol("llvm.read_register.i64"));
    assertThat(((Operand.Bytes) read.arguments().get(0)).latin1()).isEqualTo("rsp");
  }

  @Test
  void atomicsKeepTheirOperator() {
    assertThat(instructions(O0, "atomics", Instruction.AtomicRmw.class))
        .extracting(Instruction.AtomicRmw::op)
        .containsExactly(
            Instruction.AtomicRmw.RmwOp.ADD,
            Instruction.AtomicRmw.RmwOp.NAND,
            Instruction.AtomicRmw.RmwOp.OR,
            Instruction.AtomicRmw.RmwOp.XCHG,
            Instruction.AtomicRmw.RmwOp.MAX);
    assertThat(instructions(O0, "atomics", Instruction.Load.class))
        .anyMatch(Instruction.Load::atomic);
  }

  @Test
  void shuffleMaskMarksTheUndefined() {
    assertThat(instructions(O0, "vectors", Instruction.ShuffleVector.class).get(0).mask())
        .containsExactly(0, 5, -1, 2);
  }

  @Test
  void wrapFlagsOfSignedArithmeticAreKept() {
    assertThat(instructions(O0, "arithmetic", Instruction.Binary.class))
        .anyMatch(b -> b.op() == Instruction.Binary.BinaryOp.ADD && b.nsw() && !b.nuw());
    assertThat(instructions(O2, "wide_arithmetic", Instruction.Binary.class))
        .anyMatch(b -> b.type().equals(new Type.Int(128)));
  }

  @Test
  void everyFloatPredicateOfCIsRead() {
    assertThat(instructions(O0, "compare", Instruction.Fcmp.class))
        .extracting(f -> f.predicate().name())
        .containsExactly("OLT", "OLE", "OEQ", "UNE", "OGT", "OGE", "UNO");
  }

  @Test
  void localsHaveTheirNames() {
    assertThat(instructions(O0, "control", Instruction.Alloca.class))
        .extracting(Instruction.Alloca::name)
        .contains("sum", "i", "n.addr");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void localValuesAreNumberedInOrderAndUsedWithinTheirFunction(int optLevel) {
    for (Function function : EverythingModule.at(optLevel).functions()) {
      int next = function.type().parameters().size();
      for (Entry entry : entries(function)) {
        if (entry.result() >= 0) {
          assertThat(entry.result()).isEqualTo(next++);
        } else {
          assertThat(entry.type()).isInstanceOf(Type.Nothing.class);
        }
        for (Operand operand : References.of(entry.instruction())) {
          if (operand instanceof Operand.Local local) {
            assertThat(local.number()).isLessThan(function.valueCount());
          }
        }
      }
      assertThat(function.valueCount()).isEqualTo(next);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everyBlockEndsInOneTerminator(int optLevel) {
    Set<Class<?>> terminators =
        Set.of(
            Instruction.Ret.class,
            Instruction.Br.class,
            Instruction.CondBr.class,
            Instruction.Switch.class,
            Instruction.IndirectBr.class,
            Instruction.CallBr.class,
            Instruction.Unreachable.class);
    for (Function function : EverythingModule.at(optLevel).functions()) {
      for (Block block : function.blocks()) {
        for (int i = 0; i < block.entries().size(); i++) {
          assertThat(terminators.contains(block.entries().get(i).instruction().getClass()))
              .isEqualTo(i == block.entries().size() - 1);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void everySymbolUsedIsInTheModule(int optLevel) {
    IrModule module = EverythingModule.at(optLevel);
    Set<String> known = new TreeSet<>(module.aliases().keySet());
    module.globals().forEach(g -> known.add(g.name()));
    module.functions().forEach(f -> known.add(f.name()));
    Set<String> used = new TreeSet<>();
    for (Function function : module.functions()) {
      for (Entry entry : entries(function)) {
        References.of(entry.instruction()).forEach(o -> References.symbols(o, used::add));
      }
    }

    assertThat(known).containsAll(used);
    assertThat(known).noneMatch(name -> name.startsWith("llvm.dbg."));
  }

  @Test
  void inlinedInstructionKnowsWhereItWasInlined() {
    SourceLocation inlined =
        entries(function(O0, "calls")).stream()
            .map(Entry::location)
            .filter(l -> l != null && l.inlinedAt() != null)
            .findFirst()
            .orElseThrow();

    assertThat(inlined.function()).isEqualTo("inlined");
    assertThat(inlined.inlinedAt().function()).isEqualTo("calls");
    assertThat(inlined.line()).isNotEqualTo(inlined.inlinedAt().line());
    assertThat(inlined.file()).isEqualTo(EverythingModule.SOURCE.toString());
  }

  @Test
  void equalLocationsAreOneObject() {
    List<SourceLocation> all = new ArrayList<>();
    O0.functions().forEach(f -> entries(f).forEach(e -> all.add(e.location())));
    Set<SourceLocation> equal = new HashSet<>(all);
    Set<SourceLocation> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(all);

    assertThat(same).hasSameSizeAs(equal);
  }

  @Test
  void structLayoutFollowsTheAbi() {
    assertThat(O0.structs().get("pair").size()).isEqualTo(16);
    assertThat(O0.structs().get("pair").members())
        .containsExactly(new Member("a", 0, 4, "int"), new Member("b", 8, 8, "long"));
    assertThat(O0.structs().get("big").members())
        .containsExactly(new Member("words", 0, 64, "u64[8]"));
  }

  @Test
  void membersOfAnonymousMembersAreTheStructsOwnAndBitFieldsAreLeftOut() {
    assertThat(O0.structs().get("flags").members())
        .containsExactly(
            new Member("rest", 2, 2, "unsigned short"),
            new Member("inner", 8, 4, "int"),
            new Member("c", 16, 1, "char"),
            new Member("l", 16, 8, "long"));
  }

  @Test
  void readingTwiceGivesEqualModules() {
    assertThat(EverythingModule.compile(2)).isEqualTo(O2);
  }

  @Test
  void whatIsNoBitcodeIsRefused() {
    byte[] text = "no IR at all".getBytes(StandardCharsets.US_ASCII);

    assertThatThrownBy(() -> LlvmReader.read("x", text))
        .isInstanceOf(UnsupportedIr.class)
        .hasMessageStartingWith("cannot read IR: ");
  }
}
