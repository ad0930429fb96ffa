package org.seamreplay.kernel;

/**
 * Something that the code under test does to the machine or to the rest of the kernel and that no
 * SEAMCALL shows.
 *
 * @param what to what or with what, in words: {@code CPUs 0-7}, {@code virt/tdx:online}; may be
 *     empty
 * @param hpa first byte of the memory concerned, if the kind has any
 * @param size bytes of it; 0 if there is none
 */
public record Effect(Kind kind, String what, long hpa, long size) {
  /** What can happen; the text is in the field's words and stands in traces. */
  public enum Kind {
    WBINVD("WBINVD"),
    CLFLUSH("CLFLUSH"),
    MOVDIR64B("MOVDIR64B"),
    CACHE_MARKED("cache marked incoherent"),
    CPUS_LOCKED("CPU hotplug lock taken"),
    CPUS_UNLOCKED("CPU hotplug lock released"),
    MEMORY_LOCKED("memory hotplug lock taken"),
    MEMORY_UNLOCKED("memory hotplug lock released"),
    STATE_ADDED("cpuhp state added"),
    STATE_REMOVED("cpuhp state removed"),
    VMX_TAKEN("VMX reference taken"),
    VMX_DROPPED("VMX reference dropped"),
    NOTIFIER_ADDED("notifier registered"),
    NOTIFIER_REMOVED("notifier unregistered"),
    SYSCORE_ADDED("syscore ops registered"),
    SYSCORE_REMOVED("syscore ops unregistered"),
    PAGES_FREED("module's pages freed");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As traces write it. */
    public String text() {
      return text;
    }
  }

  /** An effect on no memory. */
  static Effect of(Kind kind, String what) {
    return new Effect(kind, what, 0, 0);
  }

  /** An effect on the CPU that runs, or on all of the kernel. */
  static Effect of(Kind kind) {
    return of(kind, "");
  }
}
