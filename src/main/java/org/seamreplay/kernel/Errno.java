package org.seamreplay.kernel;

import java.util.Locale;
import java.util.Map;

/** Error numbers as the kernel returns them: small negative values, in pointers too. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ENXIO = 6;
  public static final int ENOMEM = 12;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int ENOSPC = 28;

  /** Numbers of include/uapi/asm-generic/errno-base.h and errno.h that host-side TDX code meets. */
  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(EPERM, "EPERM"),
          Map.entry(ENOENT, "ENOENT"),
          Map.entry(4, "EINTR"),
          Map.entry(5, "EIO"),
          Map.entry(ENXIO, "ENXIO"),
          Map.entry(7, "E2BIG"),
          Map.entry(11, "EAGAIN"),
          Map.entry(ENOMEM, "ENOMEM"),
          Map.entry(13, "EACCES"),
          Map.entry(14, "EFAULT"),
          Map.entry(EBUSY, "EBUSY"),
          Map.entry(EEXIST, "EEXIST"),
          Map.entry(ENODEV, "ENODEV"),
          Map.entry(EINVAL, "EINVAL"),
          Map.entry(27, "EFBIG"),
          Map.entry(ENOSPC, "ENOSPC"),
          Map.entry(34, "ERANGE"),
          Map.entry(38, "ENOSYS"),
          Map.entry(61, "ENODATA"),
          Map.entry(62, "ETIME"),
          Map.entry(71, "EPROTO"),
          Map.entry(75, "EOVERFLOW"),
          Map.entry(95, "EOPNOTSUPP"),
          Map.entry(110, "ETIMEDOUT"),
          Map.entry(524, "ENOTSUPP"));

  private static final int MAX = 4095;

  private Errno() {}

  /** Whether a value is an error number, as IS_ERR_VALUE(). */
  public static boolean isError(long value) {
    return value < 0 && value >= -MAX;
  }

  /**
   * {@code -ENOMEM} for -12; the number itself if it has no name here, in hexadecimal if its
   * highest bit says that it is a status and no number.
   */
  public static String name(long value) {
    if (value < -Integer.MAX_VALUE) {
      return String.format(Locale.ROOT, "0x%x", value);
    }
    String name = NAMES.get((int) -value);
    return name != null ? "-" + name : String.format(Locale.ROOT, "%d", value);
  }
}
