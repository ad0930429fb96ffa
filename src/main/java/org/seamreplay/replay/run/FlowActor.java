package org.seamreplay.replay.run;

import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.seamreplay.kernel.AddressSpace;
import org.seamreplay.kernel.Kernel;
import org.seamreplay.module.profile.ModuleImage;
import org.seamreplay.platform.MachineProfile;
import org.seamreplay.replay.boundary.BadInput;
import org.seamreplay.replay.boundary.ScenarioRun;
import org.seamreplay.replay.guest.GuestDomain;
import org.seamreplay.replay.guest.Vmm;
import org.seamreplay.scenario.FlowStep;
import org.seamreplay.text.Plural;

/** Does the steps of a flow to one kernel; a step returns what the kernel does, if anything. */
final class FlowActor implements FlowStep.Actor<OptionalLong> {
  private final ScenarioRun run;
  private final MachineProfile machine;
  private final Kernel kernel;
  private final Vmm vmm;
  private final Function<String, ModuleImage> images;

  /**
   * For one run.
   *
   * @param vmm builds and runs TDs; null if the tree has no guests
   * @param images module images by profile name
   */
  FlowActor(
      ScenarioRun run,
      MachineProfile machine,
      Kernel kernel,
      Vmm vmm,
      Function<String, ModuleImage> images) {
    this.run = run;
    this.machine = machine;
    this.kernel = kernel;
    this.vmm = vmm;
    this.images = images;
  }

  @Override
  public OptionalLong boot(FlowStep.Boot step) {
    return OptionalLong.of(kernel.boot(TdxEntry.BOOT));
  }

  @Override
  public OptionalLong cpuOffline(FlowStep.CpuOffline step) {
    return OptionalLong.of(kernel.cpuOffline(existing(step.cpu())));
  }

  @Override
  public OptionalLong cpuOnline(FlowStep.CpuOnline step) {
    return OptionalLong.of(kernel.cpuOnline(existing(step.cpu())));
  }

  @Override
  public OptionalLong memoryOnline(FlowStep.MemoryOnline step) {
    long pages = step.size() / AddressSpace.PAGE_SIZE;
    return OptionalLong.of(kernel.memoryOnline(step.base() / AddressSpace.PAGE_SIZE, pages));
  }

  @Override
  public OptionalLong update(FlowStep.Update step) {
    byte[] file = step.damage().done(images.apply(step.image()).file());
    return OptionalLong.of(kernel.upload(TdxEntry.INSTALL, file));
  }

  @Override
  public OptionalLong tdCreate(FlowStep.TdCreate step) {
    return OptionalLong.of(vmm.create(step.td()));
  }

  @Override
  public OptionalLong tdDestroy(FlowStep.TdDestroy step) {
    return OptionalLong.of(vmm.destroy(step.td()));
  }

  @Override
  public OptionalLong guestQuote(FlowStep.GuestQuote step) {
    return inGuest(step.td(), guest -> guest.quote(step.label()));
  }

  @Override
  public OptionalLong guestRequest(FlowStep.GuestRequest step) {
    return inGuest(step.td(), guest -> guest.request(step.label(), step.request()));
  }

  @Override
  public OptionalLong guestCall(FlowStep.GuestCall step) {
    return inGuest(step.td(), guest -> guest.call(step.leaf(), step.operand()));
  }

  @Override
  public OptionalLong shutdown(FlowStep.Shutdown step) {
    kernel.shutdown();
    return OptionalLong.empty();
  }

  @Override
  public OptionalLong suspend(FlowStep.Suspend step) {
    return OptionalLong.of(kernel.suspend());
  }

  @Override
  public OptionalLong resume(FlowStep.Resume step) {
    kernel.resume();
    return OptionalLong.empty();
  }

  /** Nothing runs in a TD that could not be built. */
  private OptionalLong inGuest(int td, ToLongFunction<GuestDomain> what) {
    return vmm.has(td) ? OptionalLong.of(vmm.run(td, what)) : OptionalLong.empty();
  }

  /** That CPU, which the machine must have. */
  int existing(int cpu) {
    int count = machine.cpus().size();
    if (cpu >= count) {
      throw new BadInput(
          "scenario "
              + run.scenario().name()
              + ": platform "
              + run.platformName()
              + " has "
              + Plural.of(count, "CPU")
              + ", there is no CPU "
              + cpu);
    }
    return cpu;
  }
}
