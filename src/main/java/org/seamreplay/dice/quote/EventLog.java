package org.seamreplay.dice.quote;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seamreplay.dice.cert.P384;

/**
 * An event log in the TCG's crypto-agile form, as firmware hands it to a TD (ACPI table CCEL): what
 * was extended into which register. Source: TCG PC Client Platform Firmware Profile, section 10;
 * the register numbers are those of UEFI 2.10, section 38.
 */
public final class EventLog {
  private static final int NO_ACTION = 3;
  private static final int SHA384 = 0x000c;
  private static final int SHA1_SIZE = 20;
  private static final byte[] SIGNATURE = "Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII);

  /** Register 0 stands for MRTD, which no event extends at run time. */
  private static final List<Field> REGISTERS =
      List.of(Field.MRTD, Field.RTMR0, Field.RTMR1, Field.RTMR2, Field.RTMR3);

  private EventLog() {}

  /**
   * What the run-time registers come to when the events are extended one after another from zero.
   *
   * @throws IllegalArgumentException if it is no event log, saying what is wrong and where
   */
  public static Map<Field, byte[]> replay(byte[] log) {
    ByteBuffer buffer = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    Map<Field, byte[]> registers = new EnumMap<>(Field.class);
    for (Field register : REGISTERS.subList(1, REGISTERS.size())) {
      registers.put(register, new byte[register.size()]);
    }
    try {
      Map<Integer, Integer> sizes = header(buffer);
      while (!atEnd(buffer)) {
        event(buffer, sizes, registers);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the event log is cut short", e);
    }
    return registers;
  }

  /** Firmware fills the rest of the table with all ones or zeros. */
  private static boolean atEnd(ByteBuffer buffer) {
    if (buffer.remaining() < 8) {
      return true;
    }
    long next = buffer.getLong(buffer.position());
    return next == -1 || next == 0;
  }

  /** The first event names the digest algorithms and their sizes. */
  private static Map<Integer, Integer> header(ByteBuffer buffer) {
    buffer.getInt();
    int type = buffer.getInt();
    take(buffer, SHA1_SIZE);
    ByteBuffer event =
        ByteBuffer.wrap(take(buffer, buffer.getInt())).order(ByteOrder.LITTLE_ENDIAN);
    if (type != NO_ACTION || !java.util.Arrays.equals(take(event, 16), SIGNATURE)) {
      throw new IllegalArgumentException("the event log does not start with \"Spec ID Event03\"");
    }
    take(event, 8);
    int count = event.getInt();
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      sizes.put(event.getShort() & 0xffff, event.getShort() & 0xffff);
    }
    if (!Integer.valueOf(P384.SIZE).equals(sizes.get(SHA384))) {
      throw new IllegalArgumentException("the event log has no SHA-384 digests");
    }
    return sizes;
  }

  private static void event(
      ByteBuffer buffer, Map<Integer, Integer> sizes, Map<Field, byte[]> registers) {
    int at = buffer.position();
    int index = buffer.getInt();
    int type = buffer.getInt();
    int count = buffer.getInt();
    List<byte[]> digests = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int algorithm = buffer.getShort() & 0xffff;
      Integer size = sizes.get(algorithm);
      if (size == null) {
        throw new IllegalArgumentException(
            "the event at offset %d has a digest of unknown algorithm 0x%x"
                .formatted(at, algorithm));
      }
      byte[] digest = take(buffer, size);
      if (algorithm == SHA384) {
        digests.add(digest);
      }
    }
    take(buffer, buffer.getInt());
    if (type == NO_ACTION) {
      return;
    }
    if (index < 1 || index >= REGISTERS.size() || digests.size() != 1) {
      throw new IllegalArgumentException(
          "the event at offset %d extends register %d with %d SHA-384 digests"
              .formatted(at, index, digests.size()));
    }
    registers.computeIfPresent(
        REGISTERS.get(index), (field, old) -> P384.sha384(old, digests.get(0)));
  }

  private static byte[] take(ByteBuffer buffer, int count) {
    if (count < 0 || count > buffer.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[count];
    buffer.get(bytes);
    return bytes;
  }
}
