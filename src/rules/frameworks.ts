/** Control catalogues by version, and the controls that each family of rules bears on. */
export const frameworks = {
  'owasp-nhi-2025': 'OWASP Non-Human Identities Top 10 2025',
  'owasp-llm-2025': 'OWASP Top 10 for LLM Applications 2025',
  'owasp-agentic-2026': 'OWASP Top 10 for Agentic Applications for 2026',
  'nist-csf-2.0': 'NIST Cybersecurity Framework 2.0',
  'nist-800-53-r5': 'NIST SP 800-53 revision 5',
  'pci-dss-4.0.1': 'PCI DSS 4.0.1',
  'soc2-2017': 'SOC 2 Trust Services Criteria 2017',
  'iso-27001-2022': 'ISO/IEC 27001:2022 Annex A',
  'cis-aws-7.0.0': 'CIS AWS Foundations Benchmark 7.0.0',
  'mitre-attack-19.1': 'MITRE ATT&CK 19.1',
  'mitre-atlas-5.6.0': 'MITRE ATLAS 5.6.0',
  'nist-ai-rmf-1.0': 'NIST AI RMF 1.0',
  'nist-ai-600-1': 'NIST AI 600-1',
} as const

export type FrameworkId = keyof typeof frameworks
export type FrameworkIds = { readonly [F in FrameworkId]?: readonly string[] }

const families = {
  'stale-credential': {
    'owasp-nhi-2025': ['NHI1:2025'],
    'owasp-agentic-2026': ['ASI10'],
    'nist-csf-2.0': ['PR.AA-01'],
    'nist-800-53-r5': ['AC-2(3)', 'IA-5'],
    'pci-dss-4.0.1': ['8.2.6', '7.2.5.1'],
    'soc2-2017': ['CC6.2'],
    'iso-27001-2022': ['A.5.18'],
    'cis-aws-7.0.0': ['2.11'],
    'mitre-attack-19.1': ['T1078.004'],
    'nist-ai-rmf-1.0': ['GOVERN 1.7'],
  },
  'long-lived-secret': {
    'owasp-nhi-2025': ['NHI7:2025'],
    'owasp-agentic-2026': ['ASI03'],
    'nist-csf-2.0': ['PR.AA-01'],
    'nist-800-53-r5': ['IA-5'],
    'pci-dss-4.0.1': ['8.6.3'],
    'soc2-2017': ['CC6.1'],
    'iso-27001-2022': ['A.5.17'],
    'cis-aws-7.0.0': ['2.12'],
    'mitre-attack-19.1': ['T1078.004', 'T1550.001'],
    'nist-ai-600-1': ['GV-1.6-003'],
  },
  'over-privilege': {
    'owasp-nhi-2025': ['NHI5:2025'],
    'owasp-llm-2025': ['LLM06:2025'],
    'owasp-agentic-2026': ['ASI02', 'ASI03'],
    'nist-csf-2.0': ['PR.AA-05'],
    'nist-800-53-r5': ['AC-6', 'AC-6(5)'],
    'pci-dss-4.0.1': ['7.2.5'],
    'soc2-2017': ['CC6.3'],
    'iso-27001-2022': ['A.8.2'],
    'cis-aws-7.0.0': ['2.14'],
    'mitre-attack-19.1': ['T1098.003'],
    'nist-ai-rmf-1.0': ['MEASURE 2.7'],
  },
  'shared-identity': {
    'owasp-nhi-2025': ['NHI9:2025'],
    'owasp-agentic-2026': ['ASI03', 'ASI08'],
    'nist-csf-2.0': ['PR.AA-01'],
    'nist-800-53-r5': ['AC-2(9)', 'AU-10', 'IA-9'],
    'pci-dss-4.0.1': ['8.2.2'],
    'soc2-2017': ['CC6.1'],
    'iso-27001-2022': ['A.5.16'],
    'mitre-attack-19.1': ['T1078'],
    'nist-ai-rmf-1.0': ['MEASURE 2.8', 'GOVERN 2.1'],
  },
  'human-use': {
    'owasp-nhi-2025': ['NHI10:2025'],
    'nist-csf-2.0': ['PR.AA-03'],
    'nist-800-53-r5': ['AC-2(9)', 'IA-2'],
    'pci-dss-4.0.1': ['8.6.1', '10.2.1.2'],
    'soc2-2017': ['CC6.1'],
    'iso-27001-2022': ['A.5.16'],
    'cis-aws-7.0.0': ['2.10'],
    'mitre-attack-19.1': ['T1078.004'],
    'nist-ai-rmf-1.0': ['GOVERN 3.2'],
  },
  'secret-leakage': {
    'owasp-nhi-2025': ['NHI2:2025'],
    'owasp-llm-2025': ['LLM07:2025'],
    'owasp-agentic-2026': ['ASI03'],
    'nist-csf-2.0': ['PR.DS-01'],
    'nist-800-53-r5': ['IA-5(7)', 'IA-5(6)'],
    'pci-dss-4.0.1': ['8.6.2'],
    'soc2-2017': ['CC6.1'],
    'iso-27001-2022': ['A.8.28'],
    'mitre-attack-19.1': ['T1552.001'],
    'mitre-atlas-5.6.0': ['AML.T0055'],
    'nist-ai-600-1': ['MS-2.7-001'],
  },
  'loose-trust': {
    'owasp-nhi-2025': ['NHI6:2025'],
    'owasp-agentic-2026': ['ASI03'],
    'nist-csf-2.0': ['PR.AA-04'],
    'nist-800-53-r5': ['IA-9', 'IA-13'],
    'soc2-2017': ['CC6.6'],
    'iso-27001-2022': ['A.8.5'],
    'cis-aws-7.0.0': ['2.21'],
    'mitre-attack-19.1': ['T1199', 'T1484.002'],
  },
  'third-party': {
    'owasp-nhi-2025': ['NHI3:2025'],
    'owasp-llm-2025': ['LLM03:2025'],
    'owasp-agentic-2026': ['ASI04'],
    'nist-csf-2.0': ['GV.SC-07', 'GV.SC-10', 'DE.CM-06'],
    'nist-800-53-r5': ['SA-9', 'AC-20'],
    'pci-dss-4.0.1': ['8.2.7'],
    'soc2-2017': ['CC9.2'],
    'iso-27001-2022': ['A.5.19', 'A.5.23'],
    'mitre-attack-19.1': ['T1199'],
    'nist-ai-rmf-1.0': ['GOVERN 6.1'],
    'nist-ai-600-1': ['GV-6.1-007'],
  },
  /** Code that nobody has reviewed runs with what the pipeline may. */
  pipeline: {
    'owasp-nhi-2025': ['NHI6:2025'],
    'nist-csf-2.0': ['PR.PS-06', 'GV.SC-07'],
    'nist-800-53-r5': ['SA-15', 'SR-3', 'CM-5'],
    'pci-dss-4.0.1': ['6.3.2'],
    'soc2-2017': ['CC8.1'],
    'iso-27001-2022': ['A.8.25', 'A.8.31'],
    'mitre-attack-19.1': ['T1195.002', 'T1677'],
  },
} as const satisfies { readonly [family: string]: FrameworkIds }

export type Family = keyof typeof families

/** The controls of a family, with what a single rule adds to or takes from it (an empty list takes away). */
export function controls(family: Family, own: FrameworkIds = {}): FrameworkIds {
  const merged: { [F in FrameworkId]?: readonly string[] } = { ...families[family], ...own }
  return Object.fromEntries(Object.entries(merged).filter(([, ids]) => ids.length > 0))
}
