package org.seamreplay.module;

import java.util.Arrays;
import org.seamreplay.abi.LeafNumber;
import org.seamreplay.module.profile.ModuleImage;

/** A runtime update as far as the loader does it. */
final class TestUpdate {
  static final long PARAMS = 0x50_0000;
  private static final long IMAGE = 0x51_0000;

  private TestUpdate() {}

  /** Shuts the module down and installs the same one again on all LPs. */
  static TestHost replaced(TestHost host) {
    return replaced(host, host.module.image().orElseThrow());
  }

  static TestHost replaced(TestHost host, ModuleImage image) {
    host.must(host.call(LeafNumber.SYS_SHUTDOWN));
    describe(host, image);
    for (int lp = 0; lp < host.machine.profile().cpus().size(); lp++) {
      host.must(install(host, lp));
    }
    return host;
  }

  static long install(TestHost host, int lp) {
    return host.call(lp, 0x8000000000000001L, PARAMS, 0, 0, 0);
  }

  /** Puts an image and SEAMLDR_PARAMS for it into memory. */
  static void describe(TestHost host, ModuleImage image) {
    byte[] file = image.file();
    host.machine.memory().write(IMAGE, Arrays.copyOfRange(file, 4096, file.length));
    int pages = file.length / 4096 - 2;
    host.machine.memory().writeLong(PARAMS, 1L << 32);
    host.machine.memory().writeLong(PARAMS + 8, IMAGE);
    host.machine.memory().writeLong(PARAMS + 120, pages);
    for (int page = 0; page < pages; page++) {
      host.machine.memory().writeLong(PARAMS + 128 + 8L * page, IMAGE + 4096L * (page + 1));
    }
  }
}
