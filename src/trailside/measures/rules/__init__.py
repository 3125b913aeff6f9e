"""Scoring, wobble, offering, attainment, rulers: plain functions of plain values, each with its source."""
