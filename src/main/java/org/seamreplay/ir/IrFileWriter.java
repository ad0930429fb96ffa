package org.seamreplay.ir;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.Function;
import org.seamreplay.ir.IrModule.Global;
import org.seamreplay.ir.IrModule.StructLayout;

/** Writes the body of one IR file. */
final class IrFileWriter {
  private final IrFileTables tables;
  private final IrBytesOut out = new IrBytesOut();
  private final IrInstructionWriter instructions;

  IrFileWriter() {
    this(new IrFileTables());
  }

  /** A writer of something that is only compared, with other operands. */
  IrFileWriter(UnaryOperator<Operand> as) {
    this(new IrFileTables(as));
  }

  private IrFileWriter(IrFileTables tables) {
    this.tables = tables;
    this.instructions = new IrInstructionWriter(tables, out);
  }

  byte[] write(IrModule module) {
    string(module.name());
    out.number(module.globals().size());
    module.globals().forEach(this::global);
    out.number(module.functions().size());
    module.functions().forEach(this::function);
    out.number(module.aliases().size());
    for (Map.Entry<String, String> alias : module.aliases().entrySet()) {
      string(alias.getKey());
      string(alias.getValue());
    }
    out.number(module.structs().size());
    for (Map.Entry<String, StructLayout> struct : module.structs().entrySet()) {
      string(struct.getKey());
      struct(struct.getValue());
    }
    IrBytesOut file = new IrBytesOut();
    table(file, tables.strings(), tables.stringBytes);
    table(file, tables.types(), tables.typeBytes);
    table(file, tables.locations(), tables.locationBytes);
    table(file, tables.operands(), tables.operandBytes);
    file.append(out);
    return file.toByteArray();
  }

  private static void table(IrBytesOut file, int count, IrBytesOut bytes) {
    file.number(count);
    file.append(bytes);
  }

  private void string(String text) {
    out.number(tables.string(text));
  }

  private void flag(boolean value) {
    out.octet(value ? 1 : 0);
  }

  /** A function alone; what it looks like does not depend on its module. */
  IrFingerprint.OfFunction fingerprint(Function function) {
    function(function);
    String places = new Digest().add(tables.locationBytes.toByteArray()).hex();
    return new IrFingerprint.OfFunction(digest(), List.copyOf(tables.places()), places);
  }

  /** A variable alone. */
  String fingerprint(Global global) {
    global(global);
    return digest();
  }

  /** A layout alone. */
  String fingerprint(StructLayout struct) {
    struct(struct);
    return digest();
  }

  /** The code of a function, without places and names of values. */
  String code(Function function) {
    string(function.name());
    string(function.section());
    out.number(tables.type(function.type()));
    for (Block block : function.blocks()) {
      out.number(block.entries().size());
      for (Entry entry : block.entries()) {
        instructions.write(IrCode.withoutName(entry.instruction()));
      }
    }
    return digest();
  }

  /** One instruction alone. */
  String fingerprint(Instruction instruction) {
    instructions.write(instruction);
    return digest();
  }

  private String digest() {
    Digest digest = new Digest();
    digest.add(tables.stringBytes.toByteArray()).add(tables.typeBytes.toByteArray());
    digest.add(tables.operandBytes.toByteArray()).add(new PlacePattern(tables.places()).bytes());
    return digest.add(out.toByteArray()).hex();
  }

  private void global(Global global) {
    string(global.name());
    out.number(tables.type(global.type()));
    out.number(global.initializer() == null ? 0 : tables.operand(global.initializer()) + 1);
    out.number(global.align());
    flag(global.constant());
    flag(global.threadLocal());
    flag(global.local());
    flag(global.weak());
    string(global.section());
    out.number(tables.location(global.declaredAt()));
  }

  private void function(Function function) {
    string(function.name());
    out.number(tables.type(function.type()));
    instructions.nullableTypes(function.parameterByval());
    flag(function.local());
    flag(function.weak());
    flag(function.optimized());
    string(function.section());
    out.number(function.valueCount());
    out.number(tables.location(function.declaredAt()));
    List<Block> blocks = function.blocks();
    out.number(blocks.size());
    for (Block block : blocks) {
      string(block.name());
      out.number(block.entries().size());
      for (Entry entry : block.entries()) {
        out.signed(entry.result());
        out.number(tables.type(entry.type()));
        out.number(tables.location(entry.location()));
        instructions.write(entry.instruction());
      }
    }
  }

  private void struct(StructLayout struct) {
    string(struct.name());
    out.number(struct.size());
    out.number(struct.members().size());
    for (StructLayout.Member member : struct.members()) {
      string(member.name());
      out.number(member.offset());
      out.number(member.size());
      string(member.type());
    }
  }
}
