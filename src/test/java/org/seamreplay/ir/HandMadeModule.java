package org.seamreplay.ir;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.ir.IrModule.Block;
import org.seamreplay.ir.IrModule.Entry;
import org.seamreplay.ir.IrModule.SourceLocation;

/** A module with each kind of type, operand and instruction; it makes no sense as a program. */
final class HandMadeModule {
  private static final Type.Int I32 = new Type.Int(32);
  private static final Type.Int I128 = new Type.Int(128);
  private static final Type.Pointer PTR = new Type.Pointer(0);
  private static final Type.FloatingPoint F80 =
      new Type.FloatingPoint(Type.FloatingPoint.Kind.X86_FP80);
  private static final Type.Vector V4 = new Type.Vector(I32, 4);
  private static final Type.Struct PAIR = new Type.Struct("struct.pair", List.of(I32, PTR), true);
  private static final Type.Function VARIADIC =
      new Type.Function(new Type.Nothing(), List.of(PTR, I32), true);
  private static final Operand X = new Operand.Local(0);
  private static final Operand Y = new Operand.Local(1);
  private static final Operand.IntValue ONE = new Operand.IntValue(I32, BigInteger.ONE);
  private static final Operand.IntValue HUGE =
      new Operand.IntValue(I128, BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
  private static final Operand SYMBOL = new Operand.Symbol("data");

  private HandMadeModule() {}

  static IrModule module() {
    Map<String, IrModule.StructLayout> structs = new LinkedHashMap<>();
    structs.put(
        "pair",
        new IrModule.StructLayout(
            "pair",
            16,
            List.of(
                new IrModule.StructLayout.Member("a", 0, 4, "int"),
                new IrModule.StructLayout.Member("b", 8, 1L << 40, "void *"))));
    return new IrModule(
        "unit.c",
        globals(),
        List.of(
            new IrModule.Function(
                "f",
                VARIADIC,
                Arrays.asList(PAIR, null),
                true,
                true,
                true,
                ".init.text",
                List.of(
                    new Block("entry", entries()),
                    new Block("", List.of()),
                    new Block("x", List.of())),
                200,
                new SourceLocation("a.c", 7, 0, "f", null)),
            new IrModule.Function(
                "g",
                VARIADIC,
                Arrays.asList(null, null),
                false,
                false,
                false,
                "",
                List.of(),
                2,
                null)),
        new LinkedHashMap<>(Map.of("alias", "f")),
        structs);
  }

  private static List<IrModule.Global> globals() {
    List<Operand> initializers = new ArrayList<>();
    initializers.add(null);
    initializers.add(HUGE);
    initializers.add(new Operand.FloatValue(F80, BigInteger.ONE.shiftLeft(79)));
    initializers.add(new Operand.Zero(PAIR));
    initializers.add(new Operand.Undefined(V4, true));
    initializers.add(new Operand.Undefined(new Type.Metadata(), false));
    initializers.add(new Operand.Bytes(new Type.Array(new Type.Int(8), 3), "a\u0000\u00ff"));
    initializers.add(new Operand.Aggregate(PAIR, List.of(ONE, SYMBOL)));
    initializers.add(new Operand.BlockAddress("f", 2));
    initializers.add(new Operand.GepExpression(PAIR, SYMBOL, List.of(ONE, ONE)));
    initializers.add(
        new Operand.CastExpression(Instruction.Cast.CastOp.PTRTOINT, SYMBOL, PTR, I128));
    initializers.add(new Operand.BinaryExpression(Instruction.Binary.BinaryOp.SUB, I32, ONE, ONE));
    List<IrModule.Global> globals = new ArrayList<>();
    for (int i = 0; i < initializers.size(); i++) {
      globals.add(
          new IrModule.Global(
              "data" + i,
              new Type.Array(I32, 1L << 33),
              initializers.get(i),
              1 << i,
              i % 2 == 0,
              i % 3 == 0,
              i % 5 == 0,
              i % 7 == 0,
              i == 0 ? ".data" : "",
              null));
    }
    return globals;
  }

  private static List<Entry> entries() {
    SourceLocation outer = new SourceLocation("a.c", 1, 2, "f", null);
    SourceLocation inner = new SourceLocation("shim/b.h", 3, 4, "inlined", outer);
    List<Entry> entries = new ArrayList<>();
    for (Instruction instruction : instructions()) {
      int n = entries.size();
      entries.add(new Entry(instruction, n % 2 == 0 ? n : -1, I32, n % 3 == 0 ? null : inner));
    }
    return entries;
  }

  private static List<Instruction> instructions() {
    Instruction.Call call =
        new Instruction.Call(
            VARIADIC, SYMBOL, List.of(PTR, I32), List.of(SYMBOL, Y), Arrays.asList(PAIR, null));
    Operand asm = new Operand.InlineAsm("ud2\n", "~{memory}", true, false);
    List<Instruction> all = new ArrayList<>();
    for (Instruction.Binary.BinaryOp op : Instruction.Binary.BinaryOp.values()) {
      all.add(new Instruction.Binary(op, I128, X, HUGE, true, false, true));
    }
    for (Instruction.Icmp.IntPredicate p : Instruction.Icmp.IntPredicate.values()) {
      all.add(new Instruction.Icmp(p, PTR, X, Y));
    }
    for (Instruction.Fcmp.FloatPredicate p : Instruction.Fcmp.FloatPredicate.values()) {
      all.add(new Instruction.Fcmp(p, F80, X, Y));
    }
    for (Instruction.Cast.CastOp op : Instruction.Cast.CastOp.values()) {
      all.add(new Instruction.Cast(op, I32, I128, X));
    }
    for (Instruction.AtomicRmw.RmwOp op : Instruction.AtomicRmw.RmwOp.values()) {
      all.add(new Instruction.AtomicRmw(op, I32, X, ONE));
    }
    for (Type.FloatingPoint.Kind kind : Type.FloatingPoint.Kind.values()) {
      all.add(new Instruction.Fneg(new Type.FloatingPoint(kind), X));
    }
    all.add(new Instruction.Alloca(PAIR, I32, ONE, 16, "local"));
    all.add(new Instruction.Load(I32, X, 4, true, false));
    all.add(new Instruction.Store(I32, ONE, Y, 1, false, true));
    all.add(new Instruction.Gep(PAIR, X, List.of(I32, I32), List.of(Y, ONE), true));
    all.add(new Instruction.Phi(I32, List.of(0, 2), List.of(X, ONE)));
    all.add(new Instruction.Select(new Type.Int(1), I32, X, Y, ONE));
    all.add(new Instruction.Freeze(I32, X));
    all.add(new Instruction.ExtractValue(PAIR, X, List.of(1, 0)));
    all.add(new Instruction.InsertValue(PAIR, X, I32, ONE, List.of(0)));
    all.add(new Instruction.ExtractElement(V4, X, I32, ONE));
    all.add(new Instruction.InsertElement(V4, X, ONE, I32, Y));
    all.add(new Instruction.ShuffleVector(V4, X, Y, List.of(0, -1, 5)));
    all.add(new Instruction.CmpXchg(I32, X, ONE, Y));
    all.add(new Instruction.Fence());
    all.add(new Instruction.VaArg(F80, X));
    all.add(call);
    all.add(new Instruction.Call(VARIADIC, asm, List.of(), List.of(), List.of()));
    all.add(new Instruction.CallBr(call, 1, List.of(2, 0)));
    all.add(new Instruction.Br(1));
    all.add(new Instruction.CondBr(X, 0, 2));
    all.add(new Instruction.Switch(I32, X, 0, List.of(ONE), List.of(2)));
    all.add(new Instruction.IndirectBr(X, List.of(1, 2)));
    all.add(new Instruction.Ret(new Type.Nothing(), null));
    all.add(new Instruction.Ret(I32, X));
    all.add(new Instruction.Unreachable());
    return all;
  }
}
