package dev.leadline.leadservice.domain;

/** Keeps the leave to fetch an export. */
@FunctionalInterface
public interface KeepExport {

  /** What is kept: this, or what was kept under its id before. */
  PersonExport keep(PersonExport export);
}
