package org.seamreplay.ir;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.seamreplay.ir.IrModule.SourceLocation;

/**
 * The tables of an IR file being written. Asking for the number of something adds it, after what it
 * refers to.
 */
final class IrFileTables {
  private final Map<String, Integer> strings = new HashMap<>();
  // By identity: hashing a type or constant looks through all of it, and readers share equal ones.
  private final IdentityHashMap<Type, Integer> types = new IdentityHashMap<>();
  private final IdentityHashMap<SourceLocation, Integer> locations = new IdentityHashMap<>();
  private final IdentityHashMap<Operand, Integer> operands = new IdentityHashMap<>();
  private final List<SourceLocation> places = new ArrayList<>();

  /** What operands are written as; themselves, but for somebody who compares. */
  private final UnaryOperator<Operand> as;

  private final boolean structNames;

  final IrBytesOut stringBytes = new IrBytesOut();
  final IrBytesOut typeBytes = new IrBytesOut();
  final IrBytesOut locationBytes = new IrBytesOut();
  final IrBytesOut operandBytes = new IrBytesOut();

  IrFileTables() {
    this.as = UnaryOperator.identity();
    this.structNames = true;
  }

  /** Tables for comparison, in which operands are written as others and structs have no names. */
  IrFileTables(UnaryOperator<Operand> as) {
    this.as = as;
    this.structNames = false;
  }

  int strings() {
    return strings.size();
  }

  int types() {
    return types.size();
  }

  int locations() {
    return locations.size();
  }

  int operands() {
    return operands.size();
  }

  /** The locations in the order of their numbers. */
  List<SourceLocation> places() {
    return places;
  }

  int string(String value) {
    Integer number = strings.get(value);
    if (number == null) {
      stringBytes.text(value);
      number = strings.size();
      strings.put(value, number);
    }
    return number;
  }

  int type(Type type) {
    Integer number = types.get(type);
    if (number == null) {
      number = addType(type);
    }
    return number;
  }

  private int addType(Type type) {
    IrBytesOut own = new IrBytesOut();
    if (type instanceof Type.Nothing) {
      own.octet(IrTag.TYPE_NOTHING);
    } else if (type instanceof Type.Int t) {
      own.octet(IrTag.TYPE_INT);
      own.number(t.bits());
    } else if (type instanceof Type.FloatingPoint t) {
      own.octet(IrTag.TYPE_FLOAT);
      own.number(IrEnums.FLOAT_KIND.indexOf(t.kind()));
    } else if (type instanceof Type.Pointer t) {
      own.octet(IrTag.TYPE_POINTER);
      own.number(t.addressSpace());
    } else if (type instanceof Type.Array t) {
      own.octet(IrTag.TYPE_ARRAY);
      own.number(type(t.element()));
      own.number(t.count());
    } else if (type instanceof Type.Vector t) {
      own.octet(IrTag.TYPE_VECTOR);
      own.number(type(t.element()));
      own.number(t.count());
    } else if (type instanceof Type.Struct t) {
      own.octet(IrTag.TYPE_STRUCT);
      own.number(string(structNames ? t.name() : ""));
      typeList(own, t.fields());
      own.octet(t.packed() ? 1 : 0);
    } else if (type instanceof Type.Function t) {
      own.octet(IrTag.TYPE_FUNCTION);
      own.number(type(t.result()));
      typeList(own, t.parameters());
      own.octet(t.variadic() ? 1 : 0);
    } else {
      own.octet(IrTag.TYPE_METADATA);
    }
    typeBytes.append(own);
    int number = types.size();
    types.put(type, number);
    return number;
  }

  private void typeList(IrBytesOut out, List<Type> list) {
    out.number(list.size());
    for (Type type : list) {
      out.number(type(type));
    }
  }

  /** Number of a location plus one, 0 for {@code null}. */
  int location(SourceLocation location) {
    if (location == null) {
      return 0;
    }
    Integer number = locations.get(location);
    if (number == null) {
      number = addLocation(location);
    }
    return number + 1;
  }

  private int addLocation(SourceLocation location) {
    int inlinedAt = location(location.inlinedAt());
    locationBytes.number(string(location.file()));
    locationBytes.signed(location.line());
    locationBytes.signed(location.column());
    locationBytes.number(string(location.function()));
    locationBytes.number(inlinedAt);
    int number = locations.size();
    locations.put(location, number);
    places.add(location);
    return number;
  }

  /** Twice the number of a local value, or twice the number in the table of others, plus one. */
  long operand(Operand operand) {
    Operand written = as.apply(operand);
    if (written instanceof Operand.Local local) {
      return (long) local.number() << 1;
    }
    Integer number = operands.get(operand);
    if (number == null) {
      number = addOperand(written);
      operands.put(operand, number);
    }
    return ((long) number << 1) | 1;
  }

  private int addOperand(Operand operand) {
    IrBytesOut own = new IrBytesOut();
    if (operand instanceof Operand.IntValue o) {
      own.octet(IrTag.OPERAND_INT);
      own.number(type(o.type()));
      own.big(o.value());
    } else if (operand instanceof Operand.FloatValue o) {
      own.octet(IrTag.OPERAND_FLOAT);
      own.number(type(o.type()));
      own.big(o.bits());
    } else if (operand instanceof Operand.Zero o) {
      own.octet(IrTag.OPERAND_ZERO);
      own.number(type(o.type()));
    } else if (operand instanceof Operand.Undefined o) {
      own.octet(IrTag.OPERAND_UNDEFINED);
      own.number(type(o.type()));
      own.octet(o.poison() ? 1 : 0);
    } else if (operand instanceof Operand.Bytes o) {
      own.octet(IrTag.OPERAND_BYTES);
      own.number(type(o.type()));
      own.raw(o.latin1().getBytes(ISO_8859_1));
    } else if (operand instanceof Operand.Aggregate o) {
      own.octet(IrTag.OPERAND_AGGREGATE);
      own.number(type(o.type()));
      operandList(own, o.elements());
    } else if (operand instanceof Operand.Symbol o) {
      own.octet(IrTag.OPERAND_SYMBOL);
      own.number(string(o.name()));
    } else if (operand instanceof Operand.BlockAddress o) {
      own.octet(IrTag.OPERAND_BLOCK);
      own.number(string(o.function()));
      own.number(o.block());
    } else if (operand instanceof Operand.GepExpression o) {
      own.octet(IrTag.OPERAND_GEP);
      own.number(type(o.source()));
      own.number(operand(o.base()));
      operandList(own, o.indices());
    } else if (operand instanceof Operand.CastExpression o) {
      own.octet(IrTag.OPERAND_CAST);
      own.number(IrEnums.CAST.indexOf(o.op()));
      own.number(operand(o.value()));
      own.number(type(o.from()));
      own.number(type(o.to()));
    } else if (operand instanceof Operand.BinaryExpression o) {
      own.octet(IrTag.OPERAND_BINARY);
      own.number(IrEnums.BINARY.indexOf(o.op()));
      own.number(type(o.type()));
      own.number(operand(o.left()));
      own.number(operand(o.right()));
    } else if (operand instanceof Operand.InlineAsm o) {
      own.octet(IrTag.OPERAND_ASM);
      own.number(string(o.text()));
      own.number(string(o.constraints()));
      own.octet(o.sideEffects() ? 1 : 0);
      own.octet(o.alignStack() ? 1 : 0);
    } else {
      throw new IllegalStateException("no file form for " + operand.getClass());
    }
    operandBytes.append(own);
    return operands.size();
  }

  private void operandList(IrBytesOut out, List<Operand> list) {
    out.number(list.size());
    for (Operand operand : list) {
      out.number(operand(operand));
    }
  }
}
