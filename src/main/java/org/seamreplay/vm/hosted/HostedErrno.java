package org.seamreplay.vm.hosted;

/** Error numbers, as on Linux for x86-64. */
final class HostedErrno {
  static final int ENOMEM = 12;
  static final int EINVAL = 22;
  static final int EDOM = 33;
  static final int ERANGE = 34;

  private HostedErrno() {}
}
