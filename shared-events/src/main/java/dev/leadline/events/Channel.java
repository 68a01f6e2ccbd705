package dev.leadline.events;

/** The way by which something reached us; the first four are conversations. */
public enum Channel {
  CHAT,
  EMAIL,
  VOICE,
  TEXT,
  WEB,
  FORM,
  CALENDAR,
  COPILOT,
  DEMO,
  CRM,
  API,
  WORKFLOW,
  SYSTEM
}
