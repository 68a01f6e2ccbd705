package dev.leadline.gateway.domain;

import static dev.leadline.gateway.domain.Role.DATA_MODEL_EDITOR;
import static dev.leadline.gateway.domain.Role.EDITOR;
import static dev.leadline.gateway.domain.Role.INGEST;
import static dev.leadline.gateway.domain.Role.INTEGRATOR;
import static dev.leadline.gateway.domain.Role.MANAGER;
import static dev.leadline.gateway.domain.Role.MEMBER;
import static dev.leadline.gateway.domain.Role.OPS;

import java.util.Set;

/**
 * What may be done, and by whom (domain 2.17, and 6 row 12). A manager may do everything; which
 * endpoint needs which permission, {@link Access} says.
 */
public enum Permission {
  /** Needs no credential at all. */
  OPEN(Trace.NONE),
  /** Needs to be somebody. */
  BE_SOMEBODY(Trace.NONE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS, DATA_MODEL_EDITOR, INGEST),

  /** Lists, counts, the live stream: leads among others. */
  SEE_LEADS(Trace.NONE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  /** All that is known of one person. */
  SEE_LEAD(Trace.ONCE_IN_A_WHILE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  /** Takes over, gives back, writes, judges an answer. */
  SPEAK(Trace.ALWAYS, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  BLOCK(Trace.ALWAYS, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  UNBLOCK(Trace.ALWAYS, EDITOR, MANAGER),
  SET_STAGE(Trace.ALWAYS, EDITOR, MANAGER),
  MERGE(Trace.ALWAYS, EDITOR, MANAGER),
  EXPORT(Trace.ALWAYS, EDITOR, MANAGER),
  /** Erases people, and tells them all that is known of them. */
  PRIVACY(Trace.ALWAYS, MANAGER, OPS),

  /** Channel events; of them, what members did is told ({@link MemberActions}). */
  INGEST_EVENTS(Trace.NONE, INGEST, INTEGRATOR, MANAGER),
  /** The Leads API. */
  WRITE_LEADS(Trace.ALWAYS, INGEST, INTEGRATOR, EDITOR, MANAGER),

  SHAPE_DATA_MODEL(Trace.ALWAYS, EDITOR, MANAGER, DATA_MODEL_EDITOR),
  SEE_SETTINGS(Trace.NONE, INTEGRATOR, EDITOR, MANAGER, OPS),
  CHANGE_SETTINGS(Trace.ALWAYS, INTEGRATOR, EDITOR, MANAGER),
  SEE_NOTIFICATIONS(Trace.NONE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  CHANGE_NOTIFICATIONS(Trace.ALWAYS, INTEGRATOR, MANAGER),
  SEE_KEYS(Trace.NONE, INTEGRATOR, EDITOR, MANAGER),
  CHANGE_KEYS(Trace.ALWAYS, INTEGRATOR, MANAGER),
  SEE_TEAM(Trace.NONE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  CHANGE_TEAM(Trace.ALWAYS, MANAGER),
  SEE_AUDIT(Trace.ALWAYS, MANAGER),

  SEE_STATUS(Trace.NONE, MEMBER, INTEGRATOR, EDITOR, MANAGER, OPS),
  SEE_OPERATIONS(Trace.NONE, MANAGER, OPS),
  /** Rebuilds, and what is done with dead letters. */
  OPERATE(Trace.ALWAYS, MANAGER, OPS);

  /** What the audit log keeps of it. */
  public enum Trace {
    NONE,
    ALWAYS,
    /** A page that is open asks again and again: one entry for each lead and person is enough. */
    ONCE_IN_A_WHILE
  }

  private final Trace trace;

  @SuppressWarnings("ImmutableEnumChecker") // A copy, which cannot be changed.
  private final Set<Role> roles;

  Permission(Trace trace, Role... roles) {
    this.trace = trace;
    this.roles = Set.of(roles);
  }

  /** Whether a role is enough. */
  public boolean isOf(Role role) {
    return roles.contains(role);
  }

  public Set<Role> roles() {
    return roles;
  }

  public Trace trace() {
    return trace;
  }
}
