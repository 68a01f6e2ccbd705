package dev.leadline.allinone.commandline;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How fast invented events come. */
final class RateOption {

  @SuppressWarnings("NullAway.Init")
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  private double perSecond;

  RateOption(double perSecond) {
    this.perSecond = perSecond;
  }

  @Option(
      names = "--rate",
      paramLabel = "R",
      description = "Events per second (demo: 4; simulate: as fast as possible).")
  void setPerSecond(double given) {
    if (!(given > 0) || Double.isInfinite(given))
      throw new ParameterException(spec.commandLine(), "--rate must be more than 0, not " + given);
    perSecond = given;
  }

  boolean isLimited() {
    return !Double.isInfinite(perSecond);
  }

  /** Infinity for no limit. */
  double perSecond() {
    return perSecond;
  }
}
