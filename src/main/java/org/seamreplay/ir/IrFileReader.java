package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.IrModule.SourceLocation;
import org.seamreplay.ir.IrModule.StructLayout;

/**
 * Reads the body of one IR file. Every number is checked against what it may be. Records are made
 * straight from the file: Java evaluates arguments from left to right, which is the file's order.
 */
final class IrFileReader {
  private final IrBytesIn in;
  private String[] strings = {};
  private Type[] types = {};
  private SourceLocation[] locations = {};
  private Operand[] constants = {};
  private Operand.Local[] locals = {};
  private int valueCount;

  IrFileReader(IrBytesIn in) {
    this.in = in;
  }

  IrModule module() throws CorruptIrFile {
    readTables();
    IrInstructionReader instructions = new IrInstructionReader(this, in);
    String name = string();
    Global[] globals = new Global[in.count()];
    for (int i = 0; i < globals.length; i++) {
      globals[i] = global();
    }
    Function[] functions = new Function[in.count()];
    for (int i = 0; i < functions.length; i++) {
      functions[i] = function(instructions);
    }
    Map<String, String> aliases = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      String alias = string();
      aliases.put(alias, string());
    }
    Map<String, StructLayout> structs = new LinkedHashMap<>();
    for (int left = in.count(); left > 0; left--) {
      String key = string();
      structs.put(key, struct());
    }
    if (!in.atEnd()) {
      throw new CorruptIrFile("more than a module");
    }
    return new IrModule(
        name,
        List.of(globals),
        List.of(functions),
        Collections.unmodifiableMap(aliases),
        Collections.unmodifiableMap(structs));
  }

  private void readTables() throws CorruptIrFile {
    strings = new String[in.count()];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = in.text();
    }
    types = new Type[in.count()];
    for (int i = 0; i < types.length; i++) {
      types[i] = readType(i);
    }
    locations = new SourceLocation[in.count()];
    for (int i = 0; i < locations.length; i++) {
      locations[i] = readLocation(i);
    }
    constants = new Operand[in.count()];
    for (int i = 0; i < constants.length; i++) {
      constants[i] = readConstant(i);
    }
  }

  private Type readType(int known) throws CorruptIrFile {
    return switch (in.octet()) {
      case IrTag.TYPE_NOTHING -> new Type.Nothing();
      case IrTag.TYPE_INT -> new Type.Int(in.index(129));
      case IrTag.TYPE_FLOAT -> new Type.FloatingPoint(constant(IrEnums.FLOAT_KIND));
      case IrTag.TYPE_POINTER -> new Type.Pointer(in.index(1 << 24));
      case IrTag.TYPE_ARRAY -> new Type.Array(types[in.index(known)], in.number());
      case IrTag.TYPE_VECTOR -> new Type.Vector(types[in.index(known)], in.index(1 << 20));
      case IrTag.TYPE_STRUCT -> new Type.Struct(string(), types(known), in.flag());
      case IrTag.TYPE_FUNCTION ->
          new Type.Function(types[in.index(known)], types(known), in.flag());
      case IrTag.TYPE_METADATA -> new Type.Metadata();
      default -> throw new CorruptIrFile("unknown type");
    };
  }

  private List<Type> types(int known) throws CorruptIrFile {
    Type[] list = new Type[in.count()];
    for (int i = 0; i < list.length; i++) {
      list[i] = types[in.index(known)];
    }
    return List.of(list);
  }

  private SourceLocation readLocation(int known) throws CorruptIrFile {
    return new SourceLocation(
        string(), in.signedInt(), in.signedInt(), string(), inlinedAt(in.index(known + 1)));
  }

  private SourceLocation inlinedAt(int number) {
    return number == 0 ? null : locations[number - 1];
  }

  private Operand readConstant(int known) throws CorruptIrFile {
    return switch (in.octet()) {
      case IrTag.OPERAND_INT -> new Operand.IntValue(type(Type.Int.class), in.big());
      case IrTag.OPERAND_FLOAT -> new Operand.FloatValue(type(Type.FloatingPoint.class), in.big());
      case IrTag.OPERAND_ZERO -> new Operand.Zero(type());
      case IrTag.OPERAND_UNDEFINED -> new Operand.Undefined(type(), in.flag());
      case IrTag.OPERAND_BYTES -> new Operand.Bytes(type(), new String(in.raw(), ISO_8859_1));
      case IrTag.OPERAND_AGGREGATE -> new Operand.Aggregate(type(), constants(known));
      case IrTag.OPERAND_SYMBOL -> new Operand.Symbol(string());
      case IrTag.OPERAND_BLOCK -> new Operand.BlockAddress(string(), in.index(Integer.MAX_VALUE));
      case IrTag.OPERAND_GEP ->
          new Operand.GepExpression(type(), constantBefore(known), constants(known));
      case IrTag.OPERAND_CAST ->
          new Operand.CastExpression(constant(IrEnums.CAST), constantBefore(known), type(), type());
      case IrTag.OPERAND_BINARY ->
          new Operand.BinaryExpression(
              constant(IrEnums.BINARY), type(), constantBefore(known), constantBefore(known));
      case IrTag.OPERAND_ASM -> new Operand.InlineAsm(string(), string(), in.flag(), in.flag());
      default -> throw new CorruptIrFile("unknown operand");
    };
  }

  private Operand constantBefore(int known) throws CorruptIrFile {
    long code = in.number();
    if ((code & 1) == 0 || code >>> 1 >= known) {
      throw new CorruptIrFile("constant of something that is not known yet");
    }
    return constants[(int) (code >>> 1)];
  }

  private List<Operand> constants(int known) throws CorruptIrFile {
    Operand[] list = new Operand[in.count()];
    for (int i = 0; i < list.length; i++) {
      list[i] = constantBefore(known);
    }
    return List.of(list);
  }

  <E> E constant(List<E> constants) throws CorruptIrFile {
    return constants.get(in.index(constants.size()));
  }

  String string() throws CorruptIrFile {
    return strings[in.index(strings.length)];
  }

  Type type() throws CorruptIrFile {
    return types[in.index(types.length)];
  }

  <T extends Type> T type(Class<T> kind) throws CorruptIrFile {
    Type type = type();
    if (!kind.isInstance(type)) {
      throw new CorruptIrFile("type of another kind");
    }
    return kind.cast(type);
  }

  List<Type> types() throws CorruptIrFile {
    return types(types.length);
  }

  /** A list in which {@code null} stands for nothing; most are of nulls only. */
  List<Type> nullableTypes() throws CorruptIrFile {
    int count = in.count();
    Type[] list = new Type[count];
    boolean any = false;
    for (int i = 0; i < count; i++) {
      int number = in.index(types.length + 1);
      list[i] = number == 0 ? null : types[number - 1];
      any |= number != 0;
    }
    return any
        ? Collections.unmodifiableList(Arrays.asList(list))
        : Collections.nCopies(count, null);
  }

  /** An operand within a function of so many values as {@link #function} has read last. */
  Operand operand() throws CorruptIrFile {
    return operand(in.number());
  }

  /** The same, or {@code null}. */
  Operand nullableOperand() throws CorruptIrFile {
    long code = in.number();
    return code == 0 ? null : operand(code - 1);
  }

  private Operand operand(long code) throws CorruptIrFile {
    boolean local = (code & 1) == 0;
    long number = code >>> 1;
    if (number >= (local ? valueCount : constants.length)) {
      throw new CorruptIrFile("unknown operand");
    }
    return local ? locals[(int) number] : constants[(int) number];
  }

  List<Operand> operands() throws CorruptIrFile {
    Operand[] list = new Operand[in.count()];
    for (int i = 0; i < list.length; i++) {
      list[i] = operand();
    }
    return List.of(list);
  }

  private SourceLocation location() throws CorruptIrFile {
    int number = in.index(locations.length + 1);
    return number == 0 ? null : locations[number - 1];
  }

  private Global global() throws CorruptIrFile {
    return new Global(
        string(),
        type(),
        nullableOperand(),
        in.index(Integer.MAX_VALUE),
        in.flag(),
        in.flag(),
        in.flag(),
        in.flag(),
        string(),
        location());
  }

  private Function function(IrInstructionReader instructions) throws CorruptIrFile {
    String name = string();
    Type.Function type = type(Type.Function.class);
    List<Type> byval = nullableTypes();
    boolean local = in.flag();
    boolean weak = in.flag();
    boolean optimized = in.flag();
    String section = string();
    // Every value but a parameter takes bytes of its own.
    prepareLocals(in.index(type.parameters().size() + in.left() + 1));
    SourceLocation declaredAt = location();
    Block[] blocks = new Block[in.count()];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = block(instructions, blocks.length);
    }
    return new Function(
        name,
        type,
        byval,
        local,
        weak,
        optimized,
        section,
        List.of(blocks),
        valueCount,
        declaredAt);
  }

  /** There is one object for each number, shared by all functions. */
  private void prepareLocals(int count) {
    if (count > locals.length) {
      Operand.Local[] more = Arrays.copyOf(locals, count);
      for (int i = locals.length; i < count; i++) {
        more[i] = new Operand.Local(i);
      }
      locals = more;
    }
    valueCount = count;
  }

  private Block block(IrInstructionReader instructions, int blockCount) throws CorruptIrFile {
    String name = string();
    Entry[] entries = new Entry[in.count()];
    for (int i = 0; i < entries.length; i++) {
      int result = in.signedInt();
      if (result < -1 || result >= valueCount) {
        throw new CorruptIrFile("result out of range");
      }
      Type type = type();
      SourceLocation location = location();
      entries[i] = new Entry(instructions.read(blockCount), result, type, location);
    }
    return new Block(name, List.of(entries));
  }

  private StructLayout struct() throws CorruptIrFile {
    String name = string();
    long size = in.number();
    StructLayout.Member[] members = new StructLayout.Member[in.count()];
    for (int i = 0; i < members.length; i++) {
      members[i] = new StructLayout.Member(string(), in.number(), in.number(), string());
    }
    return new StructLayout(name, size, List.of(members));
  }
}
